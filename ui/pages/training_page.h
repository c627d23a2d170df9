// SPDX-License-Identifier: GPL-3.0-or-later
// The Training page: settings before a run, charts while it goes and afterwards.
#pragma once

#include "ui/pages/page.h"

class QStackedWidget;

namespace attune::ui {

class Button;
class RunView;
class SetupView;

class TrainingPage : public Page {
    Q_OBJECT
public:
    explicit TrainingPage(Workspace& workspace, QWidget* parent = nullptr);

    QString name() const override { return tr("Training"); }
    Icon icon() const override { return Icon::Training; }
    QStringList keys() const override {
        return {QStringLiteral("training."), QStringLiteral("output"), QStringLiteral("task")};
    }
    PageState state() const override;
    void showField(const std::string& key) override;

protected:
    void retranslate() override;
    void showEvent(QShowEvent* event) override;

private:
    void showSettings(bool settings);
    void follow();
    void updateHead();

    QStackedWidget* views_;
    SetupView* setup_;
    RunView* run_;
    Button* toggle_;
    Button* next_;
};

} // namespace attune::ui
