// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/last_folder.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QVariant>
#include <QWidget>

namespace attune::ui {

namespace {
const char* const property = "lastFolders";

// The window that all others were opened from.
QWidget* rootOf(const QWidget& widget) {
    auto* root = const_cast<QWidget*>(&widget);
    while (root->parentWidget() != nullptr)
        root = root->parentWidget();
    return root;
}
} // namespace

QMap<QString, QString> lastFolders(const QWidget& window) {
    return window.property(property).value<QMap<QString, QString>>();
}

void setLastFolders(QWidget& window, const QMap<QString, QString>& folders) {
    window.setProperty(property, QVariant::fromValue(folders));
}

QString lastFolder(const QWidget& widget, const QString& kind) {
    const QString folder = lastFolders(*rootOf(widget)).value(kind);
    return QFileInfo(folder).isDir() ? folder : QString();
}

void rememberFolder(const QWidget& widget, const QString& kind, const QString& path) {
    if (path.isEmpty())
        return;
    const QFileInfo info(path);
    QWidget* root = rootOf(widget);
    QMap<QString, QString> folders = lastFolders(*root);
    folders[kind] = info.isDir() ? info.absoluteFilePath() : info.absolutePath();
    setLastFolders(*root, folders);
}

void keepFolder(QFileDialog& dialog, const QString& kind) {
    const QString folder = lastFolder(dialog, kind);
    if (!folder.isEmpty())
        dialog.setDirectory(folder);
    else if (dialog.directory() == QDir::current()) // where the program happened to start
        dialog.setDirectory(QDir::homePath());
    QObject::connect(&dialog, &QFileDialog::fileSelected, &dialog,
                     [&dialog, kind](const QString& path) { rememberFolder(dialog, kind, path); });
}

} // namespace attune::ui
