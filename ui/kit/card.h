// SPDX-License-Identifier: GPL-3.0-or-later
// A card: a box with a border, a head with a title and room for actions, and a body.
#pragma once

#include "ui/kit/theme.h"

#include <QFrame>

class QHBoxLayout;
class QVBoxLayout;

namespace attune::ui {

class Label;

class Card : public QFrame {
    Q_OBJECT
public:
    enum class Padding {
        Normal, // 16 all around
        None,   // the body touches the border (tables); the head keeps its own
    };
    // With a head, unless `head` is false; the title may be set later.
    explicit Card(bool head = true, Padding padding = Padding::Normal, QWidget* parent = nullptr);

    void setTitle(const QString& title);
    // Text, Good, Warn or Bad: the last three fill the card with their soft colour.
    void setTone(Tone tone);
    // Space for legends, chips, buttons right of the title: add to its end (after a stretch).
    QHBoxLayout* head() const { return head_; }
    QVBoxLayout* body() const { return body_; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Label* title_ = nullptr;
    QHBoxLayout* head_ = nullptr;
    QVBoxLayout* body_ = nullptr;
    Tone tone_ = Tone::Text;
};

} // namespace attune::ui
