// SPDX-License-Identifier: GPL-3.0-or-later
// The model of the run beside another finished one on the texts of the part that is shown: which is
// right how often, whether that is more than chance, and the texts on which they disagree.
#pragma once

#include "studio/comparing.h"
#include "ui/pages/results/kept_results.h"
#include "ui/pages/results/measured_view.h"

class QComboBox;
class QTableView;

namespace attune::ui {

class BarList;
class Card;
class DisagreementsModel;
class Segments;

class CompareView : public MeasuredView {
    Q_OBJECT

public:
    explicit CompareView(Workspace& workspace, QWidget* parent = nullptr);

    QString name() const override { return tr("Compare"); }
    void setSubject(const ResultsSubject& subject) override;
    void retranslate() override;
    // The folder of another model or run; it is compared with at once.
    void compareWith(const QString& folder);

protected:
    Words words() const override;
    QString whyNot(const ResultsSubject& subject) const override;
    QString whyNotOf(Task task) const override;
    void start() override;
    void forget() override;
    void recall() override;
    bool hasResult() const override { return found_ != nullptr; }

private:
    void look(); // which runs there are beside this one
    void askFolder();
    void add(const QString& folder, const QString& whyNot = {});
    bool hasOther() const; // that is chosen and can be compared with
    struct Compared {
        QString other;
        QString stamp; // of it
        std::shared_ptr<const studio::ModelComparison> found;
    };
    void take(const Compared& compared);
    void nameOther();
    void show();

    BackgroundJob<std::shared_ptr<const studio::ModelComparison>> job_;
    BackgroundJob<std::vector<studio::OtherRun>> looking_;
    std::shared_ptr<const studio::ModelComparison> found_;
    KeptResults<Compared> kept_; // the last one of each run
    QString looked_, other_;     // the run that was looked beside; what is compared with
    QComboBox* others_;
    Button* folder_;
    Card* figures_;
    BarList* bars_;
    Label* verdict_;
    Card* texts_;
    Segments* which_;
    DisagreementsModel* model_;
    QTableView* table_;
};

} // namespace attune::ui
