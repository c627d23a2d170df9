// SPDX-License-Identifier: GPL-3.0-or-later
// Facts below each other: a name in the secondary colour, the value beside it.
#pragma once

#include <QWidget>

#include <vector>

class QGridLayout;

namespace attune::ui {

struct Fact {
    QString name;
    QString value;
    QString tip;
    bool operator==(const Fact&) const = default;
};

class FactList : public QWidget {
    Q_OBJECT

public:
    // `nameWidth`: of the left column, in px of the design.
    explicit FactList(int nameWidth, QWidget* parent = nullptr);
    // Facts without a value are left out.
    void setFacts(const std::vector<Fact>& facts);

private:
    QGridLayout* grid_;
    std::vector<Fact> facts_;
};

} // namespace attune::ui
