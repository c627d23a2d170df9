// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/language.h"

#include "ui/kit/fonts.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QVariant>

namespace attune::ui {

Language::Language(QObject* parent) : QObject(parent) {}

void Language::choose(Choice choice) {
    choice_ = choice;
    const bool chinese =
        choice == Choice::Chinese ||
        (choice == Choice::System && QLocale::system().language() == QLocale::Chinese);
    // The locale first: fonts and numbers look at it when the widgets hear of the language.
    QLocale::setDefault(chinese ? QLocale(QLocale::Chinese, QLocale::China)
                                : QLocale(QLocale::English, QLocale::UnitedStates));
    useFontsOfLanguage();
    for (QTranslator* translator : {&qts_, &ours_})
        QCoreApplication::removeTranslator(translator);
    if (chinese) {
        if (qts_.load(QStringLiteral("qtbase_zh_CN"),
                      QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
            QCoreApplication::installTranslator(&qts_);
    }
    if (ours_.load(chinese ? QStringLiteral(":/translations/attune_zh_CN.qm")
                           : QStringLiteral(":/translations/attune_en.qm")))
        QCoreApplication::installTranslator(&ours_);
}

Language::Choice Language::fromSetting(const QVariant& value) {
    const int number = value.toInt();
    return number >= 0 && number <= static_cast<int>(Choice::Chinese) ? static_cast<Choice>(number)
                                                                      : Choice::System;
}

} // namespace attune::ui
