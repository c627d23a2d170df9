// SPDX-License-Identifier: GPL-3.0-or-later
// Asks where an export goes, on which texts it is compared, and for the settings that its format
// describes.
#pragma once

#include "studio/exporting.h"

#include <QDialog>

#include <set>

class QLineEdit;

namespace attune::ui {

class Button;
class Label;
class ParameterForm;

class FormatDialog : public QDialog {
    Q_OBJECT
public:
    // `format` is of studio::listTable("exporters"); `name` begins the name of the output.
    FormatDialog(const studio::TableEntry& format, const QString& name, QWidget* parent);
    studio::ExportOptions wanted() const;

protected:
    void showEvent(QShowEvent* event) override;

private:
    void showSettings();
    void refresh();
    void askData();
    void askOutput();

    studio::TableEntry format_;
    std::map<std::string, Value> settings_; // those that were changed
    std::set<std::string> refused_;         // keys whose field holds no value
    QLineEdit* output_;
    QLineEdit* data_;
    ParameterForm* form_;
    Label* hint_;
    Button* write_;
};

} // namespace attune::ui
