// SPDX-License-Identifier: GPL-3.0-or-later
// A page of the window: one stage of the rail. A page shows the recipe and runs of the workspace
// that it was made with and changes them through it; it knows no other page.
#pragma once

#include "base/error.h"
#include "ui/kit/icon.h"

#include <QWidget>

class QHBoxLayout;
class QVBoxLayout;

namespace attune::ui {

class Label;
class Workspace;

// What the rail shows at the right end of a page's row.
struct PageState {
    enum class Kind { Nothing, Done, Running, Count };
    Kind kind = Kind::Nothing;
    double share = 0; // of Running
    int count = 0;    // of Count
};

class Page : public QWidget {
    Q_OBJECT
public:
    explicit Page(Workspace& workspace, QWidget* parent = nullptr);

    // The word in the rail and at the head of the page, translated.
    virtual QString name() const = 0;
    virtual Icon icon() const = 0;
    // The keys of the recipe that are edited here: problems of these keys count for this page, and
    // a click on one leads here. "data." and "clean[" stand for all that begin so.
    virtual QStringList keys() const { return {}; }
    bool edits(const QString& key) const;
    // Problems that the page found itself, beside those of the recipe (findings in the data).
    virtual Problems problems() const { return {}; }
    virtual PageState state() const { return {}; }
    // Puts the cursor to the field of a recipe key.
    virtual void showField(const std::string& key);

    Workspace& workspace() const { return workspace_; }

Q_SIGNALS:
    // name, problems or state are other ones now.
    void changed();

protected:
    // Sets every text; called once made and when the language changes. Overriders call the base.
    virtual void retranslate();
    // The second text of the head: one line of context.
    void setContext(const QString& context);
    // The buttons at the right end of the head.
    QHBoxLayout* actions() const { return actions_; }
    // Below the head, margins of 16 are set.
    QVBoxLayout* body() const { return body_; }

    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    Workspace& workspace_;
    Label* title_;
    Label* context_;
    QHBoxLayout* actions_;
    QVBoxLayout* body_;
    bool translated_ = false;
};

} // namespace attune::ui
