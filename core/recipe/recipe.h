// SPDX-License-Identifier: GPL-3.0-or-later
// A recipe: the sum of the settings that each room owns and checks, and its YAML file.
#pragma once

#include "augment/augmentation.h"
#include "base/files.h"
#include "data/dataset.h"
#include "text/cleaning.h"
#include "train/settings.h"
#include "vocabulary/settings.h"

#include <map>

namespace attune {

struct RecipeHead {
    std::string model;
    std::string task = "text-classification";
    std::string output;
    bool operator==(const RecipeHead&) const = default;
};

struct Recipe {
    RecipeHead head;
    DataSettings data;
    CleaningSettings clean;  // applied to every split, and kept with the model
    AugmentSettings augment; // of the training part alone
    VocabularySettings vocabulary;
    TrainingSettings training;
    // Folder that relative paths in the recipe start from. Not part of the file.
    fs::path base;

    bool operator==(const Recipe&) const = default;
};

const Fields<RecipeHead>& recipeHeadFields();

// Calls visit(prefix, fields, member) for every part of a recipe, in the order of the file: the
// prefix of its keys ("", "data.", ...), its fields and the member of Recipe it fills.
template <class Visit> void visitSections(Visit&& visit) {
    visit(std::string(), recipeHeadFields(), &Recipe::head);
    visit(std::string("data."), dataFields(), &Recipe::data);
    visit(std::string("augment."), augmentFields(), &Recipe::augment);
    visit(std::string("vocabulary."), vocabularyFields(), &Recipe::vocabulary);
    visit(std::string("training."), trainingFields(), &Recipe::training);
}

// A path of a recipe, made absolute; empty stays empty.
fs::path resolvePath(const fs::path& base, const std::string& path);
// The same for a model as findModel() takes it: "~/x" lies below the person's home, and a name
// (isModelName() of model_places.h) stays as it is.
std::string resolveModel(const fs::path& base, const std::string& model);

// The task of a recipe; a UsageError where there is none of that name.
inline Task taskOf(const Recipe& recipe) { return taskOf(recipe.head.task); }
// The metric by which the best state of its run is chosen.
const MetricInfo& bestMetricOf(const Recipe& recipe);

// The models that a recipe names, as findModel() takes them: its own, those of operators that are
// on, the judge.
struct NamedModel {
    std::string key; // "model", "augment.operators[0].model"
    std::string model;
};
std::vector<NamedModel> modelsOf(const Recipe& recipe);

// A parameter under its dotted key, for whoever walks the whole recipe: forms, `--set`, docs.
struct RecipeParameter {
    std::string key; // "training.epochs", "model"
    Parameter parameter;
    Value value;    // as it stands in the recipe
    Value standard; // the default
};
std::vector<RecipeParameter> parametersOf(const Recipe& recipe);
// Sets one value by its dotted key; an unknown key names the nearest one.
bool setParameter(Recipe& recipe, const std::string& key, Value value, Problem& problem);
// "training.epochs=2", as of `--set`; paths then are relative to `here`. Also "clean=[html,
// {case: {to: lower}}]" for all rules, and "clean[0].form=NFKC" for a parameter of one; likewise
// "augment.operators=[mix]" and "augment.operators[0].take=text".
bool setFromText(Recipe& recipe, const std::string& assignment, const fs::path& here,
                 Problem& problem);

// Reads a recipe; every mistake is a Problem with its key and line and, for unknown keys, the
// nearest known one. Never throws for what stands in the file; throws when it cannot be read.
// Guarded: size, depth, aliases, tags, keys given twice are refused (yaml_document.h). Texts and
// column names are taken as they are written, quoted or not.
struct RecipeResult {
    Recipe recipe;
    Problems problems;
    std::map<std::string, int> lines; // where each key stands in the file, by dotted key
};
RecipeResult readRecipe(const fs::path& path);
RecipeResult parseRecipe(std::string_view yaml, const std::string& where, const fs::path& base);

// What the values alone tell: required values, ranges across fields, missing files (with the
// nearest name that is there), columns that cannot be. Opens no data.
Problems checkRecipe(const Recipe& recipe);
// Adds file and line to the problems of checkRecipe() whose keys stand in the file.
void locateProblems(Problems& problems, const std::string& where, const RecipeResult& source);

// YAML with every key, defaults included when `complete`, else what differs from the defaults.
// Paths are written relative to `folder` where they lie below it, else absolute. What is written
// reads back equal: readRecipe(writeRecipe(r)) differs from r in nothing.
std::string writeRecipe(const Recipe& recipe, const fs::path& folder, bool complete);

// The files and folders that the operators of `augment` name, made absolute.
std::vector<OperatorStep> resolvedOperators(const Recipe& recipe);

// The rules of `clean` as one line of YAML: "[html: {}, case: {to: lower}]", without the values
// that are the defaults unless `complete`.
std::string cleaningText(const CleaningSettings& settings, bool complete);

// The dotted keys whose values differ, with both values as text: for resuming and comparing.
struct RecipeDifference {
    std::string key;
    std::string before, after;
    bool affectsTraining = true;
};
std::vector<RecipeDifference> compareRecipes(const Recipe& before, const Recipe& after);

} // namespace attune
