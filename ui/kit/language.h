// SPDX-License-Identifier: GPL-3.0-or-later
// The language of the window: installs the translations of Attune and of Qt and sets the locale
// of numbers. Changing it makes Qt send LanguageChange to every widget.
#pragma once

#include <QObject>
#include <QTranslator>

class QVariant;

namespace attune::ui {

class Language : public QObject {
    Q_OBJECT
public:
    enum class Choice { System, English, Chinese };

    explicit Language(QObject* parent = nullptr);
    Choice choice() const { return choice_; }
    void choose(Choice choice);
    // What a settings file holds; nonsense is the system's choice.
    static Choice fromSetting(const QVariant& value);

private:
    Choice choice_ = Choice::English;
    QTranslator ours_, qts_;
};

} // namespace attune::ui
