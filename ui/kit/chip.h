// SPDX-License-Identifier: GPL-3.0-or-later
// A small filled box with a fact in it: "+0.008", "step 2,034".
#pragma once

#include "ui/kit/icon.h"

#include <QWidget>

namespace attune::ui {

class Chip : public QWidget {
    Q_OBJECT
public:
    explicit Chip(const QString& text = {}, Tone tone = Tone::Secondary, Icon icon = Icon::None,
                  QWidget* parent = nullptr);

    void set(const QString& text, Tone tone, Icon icon = Icon::None);
    QString text() const { return text_; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

    // For delegates: the width that a chip takes, and the chip drawn with its left edge at
    // `left`, 20 px high, centred on `middle`.
    static int widthOf(const QString& text, Icon icon = Icon::None);
    static void paint(QPainter& painter, QPointF leftMiddle, const QString& text, Tone tone,
                      const Theme& theme, Icon icon = Icon::None);

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QString text_;
    Tone tone_;
    Icon icon_;
};

} // namespace attune::ui
