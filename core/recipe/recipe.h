// SPDX-License-Identifier: GPL-3.0-or-later
// A recipe: the sum of the settings that each room owns and checks, and its YAML file.
#pragma once

#include "base/files.h"
#include "data/dataset.h"
#include "train/settings.h"

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
    TrainingSettings training;
    // Folder that relative paths in the recipe start from. Not part of the file.
    fs::path base;

    bool operator==(const Recipe&) const = default;
};

const Fields<RecipeHead>& recipeHeadFields();

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
// "training.epochs=2", as of `--set`; paths then are relative to `here`.
bool setFromText(Recipe& recipe, const std::string& assignment, const fs::path& here,
                 Problem& problem);

// Reads a recipe; every mistake is a Problem with its key and line and, for unknown keys, the
// nearest known one. Never throws for what stands in the file; throws when it cannot be read.
// Guarded: size, depth, aliases, tags, keys given twice are refused.
struct RecipeResult {
    Recipe recipe;
    Problems problems;
};
RecipeResult readRecipe(const fs::path& path);
RecipeResult parseRecipe(std::string_view yaml, const std::string& where, const fs::path& base);

// What the values alone tell: ranges across fields, missing files, columns that cannot be.
Problems checkRecipe(const Recipe& recipe);

// YAML with every key, defaults included when `complete`, else what differs from the defaults.
// Paths are written relative to `folder` where they lie below it, else absolute.
std::string writeRecipe(const Recipe& recipe, const fs::path& folder, bool complete);

// The dotted keys whose values differ, with both values as text: for resuming and comparing.
struct RecipeDifference {
    std::string key;
    std::string before, after;
    bool affectsTraining = true;
};
std::vector<RecipeDifference> compareRecipes(const Recipe& before, const Recipe& after);

} // namespace attune
