// SPDX-License-Identifier: GPL-3.0-or-later
// Which seed the copies in view are drawn by: the recipe's, or one beyond it that is only looked at
// until the person takes it or goes back.
#pragma once

#include <QWidget>

#include <cstdint>

namespace attune::ui {

class Button;
class Label;

class SeedBar : public QWidget {
    Q_OBJECT
public:
    explicit SeedBar(QWidget* parent = nullptr);

    // Of the recipe.
    void setSeed(std::int64_t seed);
    // The one in view.
    std::int64_t seed() const;
    bool isOther() const { return beyond_ != 0; }
    // Back to the recipe's, without a signal.
    void goBack();
    void retranslate();

Q_SIGNALS:
    void changed(); // another one is in view
    void taken(qint64 seed);

private:
    void lookBeyond(std::int64_t by);
    void refresh();

    std::int64_t recipes_ = 0;
    std::int64_t beyond_ = 0; // added to the recipe's
    Label* label_;
    Button* next_;
    Button* take_;
    Button* back_;
};

} // namespace attune::ui
