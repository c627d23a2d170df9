// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/parameter_field.h"

#include "ui/kit/button.h"
#include "ui/kit/choice_text.h"
#include "ui/kit/core_text.h"
#include "ui/kit/fonts.h"
#include "ui/kit/last_folder.h"
#include "ui/kit/switch.h"
#include "ui/kit/value_spin.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QStyle>
#include <QWheelEvent>

namespace attune::ui {

namespace {

constexpr int fieldWidth = 132;

void mark(QWidget& widget, bool invalid) {
    if (widget.property("invalid").toBool() == invalid)
        return;
    widget.setProperty("invalid", invalid);
    widget.update();
}

QHBoxLayout* rowIn(QWidget* widget) {
    auto* row = new QHBoxLayout(widget);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    return row;
}

class NumberField : public ParameterField {
public:
    explicit NumberField(const Parameter& parameter)
        : ParameterField(parameter), spin_(new ValueSpin(parameter)) {
        spin_->setFixedWidth(scaled(fieldWidth));
        setFixedWidth(scaled(fieldWidth));
        rowIn(this)->addWidget(spin_);
        setFocusProxy(spin_);
        connect(spin_, &ValueSpin::edited, this, &NumberField::edited);
    }
    void show(const Value& value) override { spin_->show(value); }
    bool read(Value& value, Problem& problem) const override { return spin_->read(value, problem); }
    void setInvalid(bool invalid) override { mark(*spin_, invalid); }
    void retranslate() override {
        spin_->setUnit(coreText(parameter_.unit));
        if (parameter_.optional)
            spin_->findChild<QLineEdit*>()->setPlaceholderText(ParameterField::tr("not set"));
    }

private:
    ValueSpin* spin_;
};

// The pointer's wheel scrolls the form, unless the list has the focus.
class QuietCombo : public QComboBox {
public:
    QuietCombo() { setFocusPolicy(Qt::StrongFocus); }

protected:
    void wheelEvent(QWheelEvent* event) override {
        if (hasFocus())
            QComboBox::wheelEvent(event);
        else
            event->ignore();
    }
};

// Choice and Column. In English the recipe's words stand in the list as they are; in any language
// the tip of one is what the file and the command line say.
class ChoiceField : public ParameterField {
public:
    explicit ChoiceField(const Parameter& parameter)
        : ParameterField(parameter), combo_(new QuietCombo) {
        combo_->setFont(textFont(TextSize::Body));
        combo_->setFixedWidth(scaled(fieldWidth));
        setFixedWidth(scaled(fieldWidth));
        combo_->setEditable(parameter.kind == Parameter::Kind::Column);
        rowIn(this)->addWidget(combo_);
        setFocusProxy(combo_);
        fill(parameter.choices);
        if (combo_->isEditable())
            connect(combo_, &QComboBox::editTextChanged, this, &ChoiceField::edited);
        else
            connect(combo_, &QComboBox::activated, this, &ChoiceField::edited);
    }
    void show(const Value& value) override {
        const QSignalBlocker quiet(combo_);
        const auto* word = std::get_if<std::string>(&value);
        const QString text = word != nullptr ? toQt(*word) : QString();
        if (combo_->isEditable()) {
            if (combo_->currentText() != text)
                combo_->setEditText(text);
        } else {
            combo_->setCurrentIndex(std::max(combo_->findData(text), 0));
        }
    }
    bool read(Value& value, Problem& problem) const override {
        const std::string word =
            (combo_->isEditable() ? combo_->currentText() : combo_->currentData().toString())
                .toStdString();
        if (word.empty() && parameter_.optional) {
            value = {};
            return true;
        }
        value = word;
        return conform(parameter_, value, problem);
    }
    void setInvalid(bool invalid) override { mark(*combo_, invalid); }
    void retranslate() override {
        if (parameter_.optional && !combo_->isEditable())
            combo_->setItemText(0, ParameterField::tr("not set"));
        if (parameter_.kind != Parameter::Kind::Column)
            for (int i = parameter_.optional ? 1 : 0; i < combo_->count(); ++i)
                combo_->setItemText(i, choiceText(combo_->itemData(i).toString().toStdString()));
    }
    void setColumns(const std::vector<std::string>& columns) override {
        if (parameter_.kind != Parameter::Kind::Column)
            return;
        const QSignalBlocker quiet(combo_);
        const QString text = combo_->currentText();
        fill(columns);
        combo_->setEditText(text);
    }

private:
    void fill(const std::vector<std::string>& words) {
        combo_->clear();
        if (parameter_.optional && !combo_->isEditable())
            combo_->addItem(ParameterField::tr("not set"), QString());
        const bool column = parameter_.kind == Parameter::Kind::Column;
        for (const std::string& word : words) {
            combo_->addItem(column ? toQt(word) : choiceText(word), toQt(word));
            if (!column)
                combo_->setItemData(combo_->count() - 1, toQt(word), Qt::ToolTipRole);
        }
    }
    QuietCombo* combo_;
};

class SwitchField : public ParameterField {
public:
    explicit SwitchField(const Parameter& parameter)
        : ParameterField(parameter), switch_(new Switch) {
        auto* row = rowIn(this);
        row->addWidget(switch_);
        row->addStretch();
        setFixedWidth(scaled(fieldWidth));
        setMinimumHeight(scaled(32));
        setFocusProxy(switch_);
        switch_->setAccessibleName(coreText(parameter.title));
        connect(switch_, &Switch::clicked, this, &SwitchField::edited);
    }
    void show(const Value& value) override {
        const bool* on = std::get_if<bool>(&value);
        switch_->setChecked(on != nullptr && *on);
    }
    bool read(Value& value, Problem&) const override {
        value = switch_->isChecked();
        return true;
    }
    void setInvalid(bool) override {}

private:
    Switch* switch_;
};

// Text, lists, weights, files and folders.
class LineField : public ParameterField {
public:
    explicit LineField(const Parameter& parameter)
        : ParameterField(parameter), edit_(new QLineEdit) {
        edit_->setFont(textFont(TextSize::Body));
        auto* row = rowIn(this);
        row->addWidget(edit_, 1);
        setFocusProxy(edit_);
        const bool path = parameter.kind == Parameter::Kind::File ||
                          parameter.kind == Parameter::Kind::Folder ||
                          parameter.kind == Parameter::Kind::FileList;
        if (path) {
            button_ = new Button(ButtonKind::Outline, Icon::Folder);
            row->addWidget(button_);
            connect(button_, &Button::clicked, this, &LineField::browse);
            setMinimumWidth(scaled(fieldWidth));
        } else {
            setFixedWidth(scaled(fieldWidth));
        }
        connect(edit_, &QLineEdit::textEdited, this, &LineField::edited);
    }
    void show(const Value& value) override {
        Value now;
        Problem ignored;
        if (edit_->hasFocus() && read(now, ignored) && now == value)
            return;
        QString text = toQt(toText(value));
        if (isList()) // a person writes a, b
            text = text.mid(1, text.size() - 2);
        if (edit_->text() != text)
            edit_->setText(text);
    }
    bool read(Value& value, Problem& problem) const override {
        const std::string text = edit_->text().toStdString();
        if (text.empty() && parameter_.optional) {
            value = {};
            return true;
        }
        if (text.empty() && isList()) {
            value = std::vector<std::string>();
            return true;
        }
        return parseValue(parameter_, text, value, problem);
    }
    void setInvalid(bool invalid) override { mark(*edit_, invalid); }
    void retranslate() override {
        if (parameter_.optional || isList())
            edit_->setPlaceholderText(ParameterField::tr("not set"));
        if (button_ != nullptr) {
            button_->setToolTip(ParameterField::tr("Choose…"));
            button_->setAccessibleName(ParameterField::tr("Choose…"));
        }
    }
    void setBase(const fs::path& base) override { base_ = base; }

private:
    bool isList() const {
        return parameter_.kind == Parameter::Kind::TextList ||
               parameter_.kind == Parameter::Kind::FileList;
    }
    void browse() {
        const QString kind = QStringLiteral("setting ") + toQt(parameter_.key);
        const QString kept = lastFolder(*this, kind);
        const QString start = !kept.isEmpty() && (isList() || edit_->text().isEmpty()) ? kept
                              : isList()
                                  ? toQt(toUtf8(base_))
                                  : toQt(toUtf8(base_ / fromUtf8(edit_->text().toStdString())));
        // It waits in no loop of its own: the field may go while it stands there, and takes it
        // along.
        auto* dialog = new QFileDialog(this, coreText(parameter_.title), start);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        if (parameter_.kind == Parameter::Kind::Folder) {
            dialog->setFileMode(QFileDialog::Directory);
            dialog->setOption(QFileDialog::ShowDirsOnly);
        } else {
            dialog->setFileMode(QFileDialog::ExistingFile);
            if (const QFileInfo file(start); file.isFile()) {
                dialog->setDirectory(file.absolutePath());
                dialog->selectFile(file.fileName());
            }
        }
        connect(dialog, &QFileDialog::fileSelected, this, [this, kind](const QString& path) {
            rememberFolder(*this, kind, path);
            take(path);
        });
        dialog->open();
    }
    void take(const QString& path) {
        Value value;
        Problem ignored;
        if (isList() && read(value, ignored)) { // one more
            auto files = std::get<std::vector<std::string>>(value);
            files.push_back(path.toStdString());
            show(files);
        } else {
            edit_->setText(path);
        }
        Q_EMIT edited();
    }
    QLineEdit* edit_;
    Button* button_ = nullptr;
    fs::path base_;
};

} // namespace

ParameterField* ParameterField::make(const Parameter& parameter) {
    switch (parameter.kind) {
    case Parameter::Kind::Integer:
    case Parameter::Kind::Real:
        return new NumberField(parameter);
    case Parameter::Kind::Choice:
    case Parameter::Kind::Column:
        return new ChoiceField(parameter);
    case Parameter::Kind::Bool:
        return new SwitchField(parameter);
    default:
        return new LineField(parameter);
    }
}

} // namespace attune::ui
