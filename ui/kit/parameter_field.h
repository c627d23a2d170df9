// SPDX-License-Identifier: GPL-3.0-or-later
// The editor of one described parameter: a number field, a list of choices, a switch, a line of
// text, a path with a button.
#pragma once

#include "base/files.h"
#include "base/parameter.h"

#include <QWidget>

#include <memory>

namespace attune::ui {

class ParameterField : public QWidget {
    Q_OBJECT
public:
    static ParameterField* make(const Parameter& parameter);

    virtual void show(const Value& value) = 0;
    // What stands there; false with the problem where it is no value of the parameter.
    virtual bool read(Value& value, Problem& problem) const = 0;
    // Marks the frame.
    virtual void setInvalid(bool invalid) = 0;
    virtual void retranslate() {}
    virtual void setColumns(const std::vector<std::string>&) {}
    virtual void setBase(const fs::path&) {}

Q_SIGNALS:
    void edited();

protected:
    explicit ParameterField(const Parameter& parameter) : parameter_(parameter) {}
    Parameter parameter_;
};

} // namespace attune::ui
