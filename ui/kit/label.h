// SPDX-License-Identifier: GPL-3.0-or-later
// A text of the window in one of its sizes and colours. Follows changes of palette, font and
// language. Plain text only: what comes from files is never taken for markup.
#pragma once

#include "ui/kit/fonts.h"
#include "ui/kit/theme.h"

#include <QLabel>

class QTextLayout;

namespace attune::ui {

class Label : public QLabel {
    Q_OBJECT
public:
    enum class Fit {
        Full,  // as wide as the text
        Elide, // may get narrower than the text: "…" at the end, the whole text in the tool tip
        Wrap,  // breaks into lines
    };

    explicit Label(TextSize size = TextSize::Body, QFont::Weight weight = QFont::Normal,
                   Tone tone = Tone::Text, Fit fit = Fit::Full, QWidget* parent = nullptr);

    void setTone(Tone tone);
    void setWeight(QFont::Weight weight);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool event(QEvent* event) override;

private:
    // Breaks the text into lines of that width; its size. Painting and sizing go by this one.
    QSizeF breakLines(QTextLayout& layout, int width) const;
    bool isCut() const; // elided now

    TextSize size_;
    QFont::Weight weight_;
    Tone tone_;
    Fit fit_;
};

// Short forms for the usual ones.
Label* titleLabel(const QString& text = {}); // head of a card: body size, demi-bold
Label* bodyLabel(const QString& text = {}, Label::Fit fit = Label::Fit::Full);
Label* secondaryLabel(const QString& text = {}, Label::Fit fit = Label::Fit::Elide);

} // namespace attune::ui
