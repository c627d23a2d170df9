// SPDX-License-Identifier: GPL-3.0-or-later
// attune: the window. `attune [FILE or FOLDER]` opens a data file, a recipe, a run or a model.
#include "end_signals.h"
#include "studio/studio.h"
#include "ui/kit/fonts.h"
#include "ui/kit/style.h"
#include "ui/main_window.h"

#include <QApplication>
#include <QCommandLineParser>

int main(int argc, char** argv) {
    // The resources of a static library are linked only when they are asked for.
    Q_INIT_RESOURCE(attune_translations);
    Q_INIT_RESOURCE(attune_icons);
    QApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("Attune"));
    QCoreApplication::setOrganizationName(QStringLiteral("Attune"));
    QCoreApplication::setApplicationVersion(QString::fromStdString(attune::studio::version()));
    QGuiApplication::setDesktopFileName(QStringLiteral("io.github.attune_studio.Attune"));
    QApplication::setWindowIcon(
        QIcon(QStringLiteral(":/icons/io.github.attune_studio.Attune.svg")));

    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(
        QStringLiteral("path"),
        QStringLiteral("A table of texts, a recipe, a run folder or a model folder to open."),
        QStringLiteral("[path]"));
    parser.process(application);

    QApplication::setStyle(new attune::ui::AttuneStyle);
    attune::ui::setUpFonts(application);
    attune::ui::MainWindow window(std::make_unique<QSettings>());
    window.show();
    const attune::EndSignals signals([&] { window.closeAfterCheckpoint(); });
    if (!parser.positionalArguments().isEmpty())
        window.open(parser.positionalArguments().front());
    return QApplication::exec();
}
