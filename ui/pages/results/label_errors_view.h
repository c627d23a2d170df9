// SPDX-License-Identifier: GPL-3.0-or-later
// Training texts whose label is likely wrong, ranked; each label can be changed, and a copy of the
// data written with the changes.
#pragma once

#include "studio/label_errors.h"
#include "ui/models/label_errors_model.h"
#include "ui/pages/results/kept_results.h"
#include "ui/pages/results/measured_view.h"

class QTableView;

namespace attune::ui {

class Card;
class LabelDelegate;
class RelabelledCopy;
class Segments;

class LabelErrorsView : public MeasuredView {
    Q_OBJECT

public:
    explicit LabelErrorsView(Workspace& workspace, QWidget* parent = nullptr);

    QString name() const override { return tr("Label errors"); }
    void setSubject(const ResultsSubject& subject) override;
    void retranslate() override;
    const LabelErrorsModel& model() const { return *model_; }

protected:
    Words words() const override;
    QString whyNot(const ResultsSubject& subject) const override;
    void start() override;
    void forget() override;
    void recall() override;
    bool hasResult() const override { return found_ != nullptr; }

private:
    void makeTable();
    void take(const std::shared_ptr<const studio::LabelErrors>& found);
    void showFound();
    QString warnings() const;
    void showChanges();

    BackgroundJob<std::shared_ptr<const studio::LabelErrors>> job_;
    RelabelledCopy* copier_;
    std::shared_ptr<const studio::LabelErrors> found_;
    KeptResults<std::shared_ptr<const studio::LabelErrors>> kept_;
    LabelEdits* edits_;
    LabelErrorsModel* model_;
    Segments* by_;   // Embeddings | Fine-tuning
    Segments* rows_; // Likely wrong | All
    Card* card_;
    QTableView* table_;
    LabelDelegate* delegate_;
    Button* take_;
    Button* undo_;
    Button* copy_;
    Label* changes_;
};

} // namespace attune::ui
