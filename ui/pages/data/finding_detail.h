// SPDX-License-Identifier: GPL-3.0-or-later
// One finding of the checks in full: what it is, its rows, the repair that is proposed and its
// effect.
#pragma once

#include "studio/studio.h"

#include <QWidget>

class QListWidget;

namespace attune::ui {

class Button;
class Label;

class FindingDetail : public QWidget {
    Q_OBJECT

public:
    explicit FindingDetail(QWidget* parent = nullptr);

    void setFinding(const DataFinding& finding);
    const DataFinding& finding() const { return finding_; }
    void setRepairing(bool repairing);
    void retranslate();

Q_SIGNALS:
    void lineWanted(std::uint32_t line); // of the training file
    void repairWanted(const QString& kind);

private:
    void fillRows();

    DataFinding finding_;
    Label* title_;
    Label* message_;
    Label* repair_;
    Button* apply_;
    QListWidget* rows_;
};

} // namespace attune::ui
