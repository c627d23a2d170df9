// SPDX-License-Identifier: GPL-3.0-or-later
// A row of the start page to press: an icon, a name, a line that explains it.
#pragma once

#include "ui/kit/icon.h"

#include <QAbstractButton>

namespace attune::ui {

class StartRow : public QAbstractButton {
    Q_OBJECT
public:
    explicit StartRow(Icon icon, QWidget* parent = nullptr);
    void setTexts(const QString& name, const QString& explanation);
    QSize sizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    static int textLeft();
    int textRoom() const;

    Icon icon_;
    QString explanation_;
};

} // namespace attune::ui
