// SPDX-License-Identifier: GPL-3.0-or-later
// What a finished run hands on: its model, its answers, its report.
#include "studio/exporting.h"
#include "studio/predictions.h"
#include "studio/report_file.h"
#include "ui/kit/core_text.h"
#include "ui/kit/last_folder.h"
#include "ui/kit/numbers.h"
#include "ui/models/run_model.h"
#include "ui/models/workspace.h"
#include "ui/window/actions.h"
#include "ui/window/export_dialog.h"
#include "ui/window/format_dialog.h"
#include "ui/window/predictions_dialog.h"
#include "ui/window/report_pdf.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QLocale>

#include <algorithm>

namespace attune::ui {

namespace {

fs::path pathOf(const QString& text) { return fromUtf8(text.toStdString()); }

QString notesText(const Problems& notes) {
    QString text;
    for (const Problem& note : notes)
        text += QLatin1Char('\n') + shown(note);
    return text;
}

QString told(const studio::ExportReport& report) {
    QStringList programs;
    for (const std::string& program : report.comparedIn)
        programs << toQt(program);
    return ExportDialog::tr(
               "%1. %2 texts of up to %3 tokens were run through it in %4: same labels, "
               "greatest difference of the scores before softmax %5.")
               .arg(bytesText(report.bytes), countText(report.texts), countText(report.longest),
                    programs.join(QStringLiteral(", ")),
                    QString::number(report.greatestDifference, 'g', 2)) +
           notesText(report.notes);
}

QString told(const studio::CheckedPredictions& written) {
    QStringList labels;
    for (const auto& count : written.byLabel)
        labels << QStringLiteral("%1: %2").arg(toQt(count.label), countText(count.rows));
    constexpr qsizetype most = 12;
    if (labels.size() > most)
        labels = labels.mid(0, most) << QStringLiteral("…");
    return ExportDialog::tr("%n row(s) read back, each answered with a label of the model.",
                            nullptr, static_cast<int>(written.answered)) +
           QLatin1Char('\n') + labels.join(QStringLiteral(" · ")) + notesText(written.report.notes);
}

// In the GUI thread: laying out text asks for timers of Qt's threads.
QString writePdf(const studio::ReportDocument& document, const QString& path) {
    const QByteArray pdf = toPdf(document);
    const int pages = pdfPages(pdf);
    if (pages > 0)
        publishFile(pathOf(path), pdf.toStdString());
    if (pages == 0 || pdfPages(QByteArray::fromStdString(readFile(pathOf(path)))) != pages)
        throw Error(say(ATTUNE_TEXT("core", "What was written reads back other than it was "
                                            "meant.")),
                    path.toStdString(), say(ATTUNE_TEXT("core", "Check the disk and try again.")));
    return ExportDialog::tr("%n page(s)", nullptr, pages);
}

} // namespace

QString MainWindow::finishedModel() const {
    const QString folder = workspace_->run().folder();
    const QString model = !resultModel_.isEmpty() ? resultModel_
                          : folder.isEmpty()      ? QString()
                                                  : folder + QStringLiteral("/model");
    return QFileInfo::exists(model + QStringLiteral("/config.json")) ? model : QString();
}

QString MainWindow::finishedRun() const {
    const RunModel& run = workspace_->run();
    const QString folder = run.folder();
    return resultModel_.isEmpty() && !folder.isEmpty() && !run.isOurs() &&
                   QFileInfo::exists(folder + QStringLiteral("/report.json"))
               ? folder
               : QString();
}

QString MainWindow::whyNoExport() const {
    if (!finishedRun().isEmpty())
        return {};
    if (!resultModel_.isEmpty())
        return tr("A report needs a run: a model alone does not know how it was made.");
    return workspace_->run().folder().isEmpty() ? tr("Train a model or open a finished run first.")
                                                : tr("The run is not finished yet.");
}

void MainWindow::askExport(const std::string& format) {
    const QString model = finishedModel();
    if (model.isEmpty())
        return;
    const std::vector<studio::TableEntry> formats = studio::listTable("exporters");
    const auto chosen = std::find_if(formats.begin(), formats.end(),
                                     [&](const auto& entry) { return entry.key == format; });
    auto* dialog = new FormatDialog(*chosen, QFileInfo(QFileInfo(model).path()).fileName(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, model] {
        const studio::ExportOptions options = dialog->wanted();
        const QString output = toQt(toUtf8(options.output));
        rememberFolder(*this, QStringLiteral("export"), QFileInfo(output).absolutePath());
        startExport(output,
                    [from = pathOf(model), options](std::stop_token stop, const auto& report) {
                        const auto done = studio::exportModel(from, options, report, stop);
                        return [done] { return told(done); };
                    });
    });
    dialog->open();
}

void MainWindow::askPredictions() {
    const QString model = finishedModel();
    if (model.isEmpty())
        return;
    const QString run = finishedRun();
    const RunModel& shownRun = workspace_->run();
    const bool validation = !run.isEmpty() && !shownRun.evaluations().empty();
    const bool test = !run.isEmpty() && shownRun.finished() && shownRun.finished()->hasTest;
    auto* dialog = new PredictionsDialog(QFileInfo(run.isEmpty() ? model : run).fileName(),
                                         validation, test, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, run, model] {
        const PredictionsWanted wanted = dialog->wanted();
        rememberFolder(*this, QStringLiteral("export"), QFileInfo(wanted.output).absolutePath());
        studio::PredictOptions options;
        options.data = wanted.data.toStdString();
        options.output = wanted.output.toStdString();
        options.overwrite = wanted.confirmed; // else only what answers were written to before
        startExport(wanted.output, [options, texts = wanted.texts, from = pathOf(model),
                                    of = pathOf(run)](std::stop_token stop, const auto& report) {
            using Texts = PredictionsWanted::Texts;
            if (!of.empty())
                studio::keepRunWhole(of, fromUtf8(options.output));
            const studio::CheckedPredictions done =
                texts == Texts::File
                    ? studio::predictChecked(from, options, report, stop)
                    : studio::predictHeldOut(of, texts == Texts::Test, options, report, stop);
            return [done] { return told(done); };
        });
    });
    dialog->open();
}

void MainWindow::askReport() {
    const QString run = finishedRun();
    if (run.isEmpty())
        return;
    auto* dialog = new QFileDialog(this, tr("Write a report of this run"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    const QStringList filters = {tr("Page for a browser (*.html)"), tr("PDF (*.pdf)"),
                                 tr("For programs (*.json)")};
    dialog->setNameFilters(filters);
    dialog->setDefaultSuffix(QStringLiteral("html"));
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog, filters](const QString& filter) {
        const qsizetype index = std::max<qsizetype>(filters.indexOf(filter), 0);
        dialog->setDefaultSuffix(QStringList{QStringLiteral("html"), QStringLiteral("pdf"),
                                             QStringLiteral("json")}[index]);
    });
    keepFolder(*dialog, QStringLiteral("export"));
    dialog->selectFile(QFileInfo(run).fileName() + QStringLiteral("-report"));
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, run](const QString& path) { writeReport(run, path); });
    dialog->open();
}

void MainWindow::writeReport(const QString& run, const QString& path) {
    const bool chinese = QLocale().language() == QLocale::Chinese;
    startExport(
        path,
        [from = pathOf(run), path, language = std::string(chinese ? "zh-CN" : "en")](
            std::stop_token stop, const auto& report) -> ExportDialog::Tell {
            const bool pdf = path.endsWith(QLatin1String(".pdf"), Qt::CaseInsensitive);
            if (!pdf)
                studio::checkReportFile(pathOf(path), true); // the dialog has asked
            studio::keepRunWhole(from, pathOf(path));
            const studio::RunFacts facts = studio::collectFacts(from, {}, stop, report);
            const studio::Words words = [](const Message& message) {
                return shown(message).toStdString();
            };
            if (pdf)
                return [document = studio::describeRun(facts, language, words), path] {
                    return writePdf(document, path);
                };
            studio::writeReport(facts, pathOf(path), language, words);
            return [why = facts.wrongUnknown] {
                return why.empty()
                           ? ExportDialog::tr("One file, which needs nothing beside it.")
                           : ExportDialog::tr("The wrong texts are left out: %1").arg(shown(why));
            };
        });
}

void MainWindow::startExport(
    const QString& output,
    const std::function<std::function<QString()>(
        std::stop_token, const std::function<void(double, double)>&)>& work) {
    auto* dialog = new ExportDialog(output, work, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace attune::ui
