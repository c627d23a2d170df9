// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/recovery.h"

#include "base/json.h"
#include "ui/kit/core_text.h"
#include "ui/models/recipe_model.h"
#include "ui/models/workspace.h"

#include <QFileInfo>
#include <QUuid>

#include <algorithm>

namespace attune::ui {

namespace {

constexpr int laterMilliseconds = 1000;
constexpr std::uint64_t mostBytes = 16 << 20;

fs::path fileIn(const fs::path& folder) { return folder / "unsaved.json"; }

} // namespace

Recovery::Recovery(Workspace& workspace, const fs::path& place, QObject* parent)
    : QObject(parent),
      workspace_(workspace),
      place_(place),
      own_(place / QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString()) {
    later_.setSingleShot(true);
    later_.setInterval(laterMilliseconds);
    connect(&later_, &QTimer::timeout, this, &Recovery::write);
    for (const auto signal : {&RecipeModel::changed, &RecipeModel::fileChanged})
        connect(&workspace.recipe(), signal, &later_, qOverload<>(&QTimer::start));
}

Recovery::~Recovery() {
    if (!left_)
        forget();
}

void Recovery::leave() {
    later_.stop();
    write();
    left_ = true;
}

void Recovery::forget() {
    lock_.reset();
    std::error_code ignored;
    fs::remove_all(own_, ignored);
}

void Recovery::write() {
    const RecipeModel& recipe = workspace_.recipe();
    if (!recipe.isDirty()) {
        forget();
        return;
    }
    try {
        if (!lock_) {
            fs::create_directories(own_);
            lock_ = std::make_unique<FolderLock>(own_);
        }
        Json kept;
        kept["path"] = recipe.path().toStdString();
        kept["name"] = recipe.name().toStdString();
        kept["base"] = toUtf8(recipe.recipe().base);
        kept["recipe"] = writeRecipe(recipe.recipe(), recipe.recipe().base, false);
        publishFile(fileIn(own_), kept.dump());
    } catch (const std::exception& error) {
        if (!std::exchange(failed_, true))
            Q_EMIT couldNotWrite(toQt(error.what()));
    }
}

std::vector<Recovery::Lost> Recovery::lost() const {
    std::vector<Lost> found;
    std::error_code ignored;
    for (fs::directory_iterator it(place_, ignored), end; it != end; it.increment(ignored)) {
        const fs::path folder = it->path();
        if (folder == own_ || isLocked(folder))
            continue;
        try {
            const Json kept = parseJson(readFile(fileIn(folder), mostBytes), toUtf8(folder));
            found.push_back({folder, toQt(kept.at("name").get<std::string>()),
                             QFileInfo(toQt(toUtf8(fileIn(folder)))).lastModified()});
        } catch (const std::exception&) {
            // Another program's folder, or one that was torn by a crash of the machine.
        }
    }
    std::sort(found.begin(), found.end(),
              [](const Lost& a, const Lost& b) { return a.when > b.when; });
    return found;
}

void Recovery::restore(const Lost& lost) {
    const std::string where = toUtf8(fileIn(lost.folder));
    const Json kept = parseJson(readFile(fileIn(lost.folder), mostBytes), where);
    const auto text = [&](const char* key) {
        const auto at = kept.find(key);
        return at != kept.end() && at->is_string() ? at->get<std::string>() : std::string();
    };
    // Its own problems are found again by the check of the recipe.
    const Recipe recipe = parseRecipe(text("recipe"), where, fromUtf8(text("base"))).recipe;
    workspace_.recover(recipe, toQt(text("path")), toQt(text("name")));
    write(); // before the other copy goes
    discard(lost);
}

void Recovery::discard(const Lost& lost) {
    std::error_code ignored;
    fs::remove_all(lost.folder, ignored);
}

} // namespace attune::ui
