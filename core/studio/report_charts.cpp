// SPDX-License-Identifier: GPL-3.0-or-later
#include "studio/report_charts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <limits>

namespace attune::studio {

namespace {

constexpr const char* ink = "#1a1e26";
constexpr const char* faint = "#586070";
constexpr const char* grid = "#dfe3e9";
// As in the window: 0 is training, 1 validation.
constexpr std::array<const char*, 3> colours = {"#0b5cad", "#c2410c", "#15a36b"};
constexpr std::array<const char*, 3> dashes = {"", "5,2.5", "1.5,2"};

std::string number(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.2f", value);
    return text;
}

// A tick: no more digits than it needs.
std::string tick(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.4g", std::abs(value) < 1e-12 ? 0.0 : value);
    return text;
}

// About `wanted` round steps over a range.
double roundStep(double range, int wanted) {
    const double raw = range / wanted;
    const double power = std::pow(10, std::floor(std::log10(raw)));
    for (const double factor : {1.0, 2.0, 2.5, 5.0})
        if (factor * power >= raw)
            return factor * power;
    return 10 * power;
}

// East Asian characters are twice as wide as others.
double widthOf(const std::string& text) {
    double width = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80)
            width += 6.2;
        else if (byte >= 0xE0)
            width += 12;
        else if (byte >= 0xC0)
            width += 6.8;
    }
    return width;
}

// As much of a name as finds place, with "…" where it is cut.
std::string fitting(const std::string& text, double room) {
    if (widthOf(text) <= room)
        return text;
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t next = i + 1;
        while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xC0) == 0x80)
            ++next;
        const std::string longer = out + text.substr(i, next - i);
        if (widthOf(longer) > room - 10)
            break;
        out = longer;
        i = next;
    }
    return out + "…";
}

class Svg {
public:
    Svg(int width, int height) : width_(width), height_(height) {}

    void line(double x1, double y1, double x2, double y2, const std::string& colour,
              double width = 1, const std::string& dash = {}) {
        body_ += "<line x1=\"" + number(x1) + "\" y1=\"" + number(y1) + "\" x2=\"" + number(x2) +
                 "\" y2=\"" + number(y2) + "\"" + stroke(colour, width, dash) + "/>\n";
    }
    void path(const std::vector<std::pair<double, double>>& points, const std::string& colour,
              double width, const std::string& dash) {
        if (points.size() < 2)
            return;
        std::string list;
        for (const auto& [x, y] : points)
            list += (list.empty() ? "" : " ") + number(x) + "," + number(y);
        body_ += "<polyline points=\"" + list + "\" fill=\"none\"" + stroke(colour, width, dash) +
                 "/>\n";
    }
    void box(double x, double y, double width, double height, const std::string& fill,
             double opacity = 1) {
        body_ += "<rect x=\"" + number(x) + "\" y=\"" + number(y) + "\" width=\"" + number(width) +
                 "\" height=\"" + number(height) + "\" fill=\"" + fill + "\" fill-opacity=\"" +
                 number(opacity) + "\"/>\n";
    }
    void dot(double x, double y, const std::string& colour) {
        body_ += "<circle cx=\"" + number(x) + "\" cy=\"" + number(y) + "\" r=\"2.6\" fill=\"" +
                 colour + "\"/>\n";
    }
    // `anchor`: "start", "middle", "end".
    void text(double x, double y, const std::string& text, const char* anchor = "start",
              const char* colour = faint, bool strong = false) {
        body_ += "<text x=\"" + number(x) + "\" y=\"" + number(y) + "\" text-anchor=\"" + anchor +
                 "\" fill=\"" + colour + "\"" + (strong ? " font-weight=\"bold\"" : "") + ">" +
                 escaped(text) + "</text>\n";
    }
    ReportBlock block(const std::string& title) const {
        ReportBlock block;
        block.kind = ReportBlock::Kind::Picture;
        block.text = title;
        block.width = width_;
        block.height = height_;
        const std::string size = std::to_string(width_) + " " + std::to_string(height_);
        block.svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + std::to_string(width_) +
                    "\" height=\"" + std::to_string(height_) + "\" viewBox=\"0 0 " + size +
                    "\" font-family=\"sans-serif\" font-size=\"11\">\n<title>" + escaped(title) +
                    "</title>\n" + body_ + "</svg>\n";
        return block;
    }

private:
    static std::string stroke(const std::string& colour, double width, const std::string& dash) {
        return " stroke=\"" + colour + "\" stroke-width=\"" + number(width) + "\"" +
               (dash.empty() ? "" : " stroke-dasharray=\"" + dash + "\"");
    }

    int width_, height_;
    std::string body_;
};

struct Range {
    double low = std::numeric_limits<double>::infinity();
    double high = -std::numeric_limits<double>::infinity();
    void take(double value) {
        low = std::min(low, value);
        high = std::max(high, value);
    }
    bool empty() const { return !(low <= high); }
    void widen(double least) {
        if (high - low < least) {
            low -= least / 2;
            high += least / 2;
        }
    }
};

} // namespace

std::string escaped(const std::string& text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        case '\'':
            out += "&#39;";
            break;
        default:
            if (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' && c != '\r')
                out += "\xEF\xBF\xBD";
            else
                out += c;
        }
    }
    return out;
}

ReportBlock lineChart(const std::string& title, const std::string& across,
                      const std::vector<ChartLine>& lines, double best,
                      const std::string& bestName) {
    constexpr int width = 640, height = 240;
    constexpr double left = 52, right = 16, top = 34, bottom = 40;
    Svg svg(width, height);
    Range x, y;
    for (const ChartLine& line : lines)
        for (const auto& [px, py] : line.points)
            if (std::isfinite(px) && std::isfinite(py)) {
                x.take(px);
                y.take(py);
            }
    svg.text(0, 13, title, "start", ink, true);
    if (x.empty())
        return svg.block(title);
    x.low = std::min(x.low, 0.0);
    x.widen(1e-6);
    y.widen(std::max(1e-6, std::abs(y.high) * 0.02));
    const double pad = (y.high - y.low) * 0.06;
    y.low -= pad;
    y.high += pad;
    const auto atX = [&](double value) {
        return left + (value - x.low) / (x.high - x.low) * (width - left - right);
    };
    const auto atY = [&](double value) {
        return height - bottom - (value - y.low) / (y.high - y.low) * (height - top - bottom);
    };
    const double stepY = roundStep(y.high - y.low, 5);
    for (double value = std::ceil(y.low / stepY) * stepY; value <= y.high; value += stepY) {
        svg.line(left, atY(value), width - right, atY(value), grid);
        svg.text(left - 6, atY(value) + 4, tick(value), "end");
    }
    const double stepX = roundStep(x.high - x.low, 8);
    for (double value = std::ceil(x.low / stepX) * stepX; value <= x.high + 1e-9; value += stepX)
        svg.text(atX(value), height - bottom + 16, tick(value), "middle");
    svg.line(left, height - bottom, width - right, height - bottom, faint);
    svg.text((left + width - right) / 2, height - 6, across, "middle");
    if (std::isfinite(best)) {
        svg.line(atX(best), top, atX(best), height - bottom, ink, 1, "4,3");
        const bool inside = atX(best) > width - 120;
        svg.text(atX(best) + (inside ? -5 : 5), top + 9, bestName, inside ? "end" : "start", ink);
    }
    double legend = width - right;
    for (std::size_t i = lines.size(); i-- > 0;) {
        const std::string colour = colours[i % colours.size()];
        const std::string dash = dashes[i % dashes.size()];
        std::vector<std::pair<double, double>> drawn;
        for (const auto& [px, py] : lines[i].points)
            if (std::isfinite(px) && std::isfinite(py))
                drawn.emplace_back(atX(px), atY(py));
        svg.path(drawn, colour, 1.8, dash);
        if (lines[i].marked)
            for (const auto& [px, py] : drawn)
                svg.dot(px, py, colour);
        legend -= widthOf(lines[i].name);
        svg.text(legend, 13, lines[i].name, "start", ink);
        svg.line(legend - 28, 9, legend - 6, 9, colour, 1.8, dash);
        legend -= 46;
    }
    return svg.block(title);
}

ReportBlock barChart(const std::string& title, const std::vector<std::string>& names,
                     const std::vector<double>& shares) {
    constexpr int width = 640, row = 20, head = 24;
    constexpr double left = 170, right = 60;
    Svg svg(width, head + row * static_cast<int>(names.size()) + 4);
    svg.text(0, 13, title, "start", ink, true);
    for (std::size_t i = 0; i < names.size(); ++i) {
        const double y = head + row * static_cast<double>(i);
        const double share = std::isfinite(shares[i]) ? std::clamp(shares[i], 0.0, 1.0) : 0;
        svg.text(left - 8, y + 14, fitting(names[i], left - 12), "end", ink);
        svg.box(left, y + 4, width - left - right, 12, grid);
        svg.box(left, y + 4, (width - left - right) * share, 12, colours[0]);
        svg.text(width - right + 8, y + 14, number(share), "start", ink);
    }
    return svg.block(title);
}

ReportBlock confusionChart(const std::string& title, const std::string& down,
                           const std::string& across, const std::vector<std::string>& labels,
                           const std::vector<std::vector<std::int64_t>>& counts) {
    const auto n = static_cast<double>(labels.size());
    const double cell = std::clamp(480 / n, 40.0, 96.0), tall = 30, left = 150, top = 58;
    Svg svg(static_cast<int>(left + cell * n + 8), static_cast<int>(top + tall * n + 8));
    svg.text(0, 13, title, "start", ink, true);
    svg.text(left - 8, top - 8, down, "end");
    svg.text(left, 32, across, "start");
    for (std::size_t r = 0; r < labels.size(); ++r) {
        const double y = top + tall * static_cast<double>(r);
        svg.text(left - 8, y + tall / 2 + 4, fitting(labels[r], left - 12), "end", ink);
        svg.text(left + cell * (static_cast<double>(r) + 0.5), top - 8,
                 fitting(labels[r], cell - 4), "middle", ink);
        std::int64_t sum = 0;
        for (const std::int64_t count : counts[r])
            sum += count;
        for (std::size_t c = 0; c < labels.size(); ++c) {
            const double share =
                sum > 0 ? static_cast<double>(counts[r][c]) / static_cast<double>(sum) : 0;
            const double x = left + cell * static_cast<double>(c);
            svg.box(x + 1, y + 1, cell - 2, tall - 2, grid, 0.5);
            // Never so dark that the number would be hard to read on it.
            svg.box(x + 1, y + 1, cell - 2, tall - 2, r == c ? colours[0] : colours[1],
                    0.5 * share);
            svg.text(x + cell / 2, y + tall / 2 + 4, std::to_string(counts[r][c]), "middle", ink,
                     r == c);
        }
    }
    return svg.block(title);
}

} // namespace attune::studio
