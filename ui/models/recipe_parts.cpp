// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/recipe_parts.h"

namespace attune::ui {

Recipe partOfTexts(const Recipe& recipe) {
    Recipe part;
    part.base = recipe.base;
    part.head.task = recipe.head.task; // what the labels are
    part.data = recipe.data;
    part.clean = recipe.clean;
    part.training.seed = recipe.training.seed; // of the split
    return part;
}

Recipe partOfTokens(const Recipe& recipe) {
    Recipe part = partOfTexts(recipe);
    part.head.model = recipe.head.model;
    part.vocabulary.add = recipe.vocabulary.add;
    part.vocabulary.add_placeholders = recipe.vocabulary.add_placeholders;
    return part;
}

Recipe partOfTraining(const Recipe& recipe) {
    Recipe part = partOfTokens(recipe);
    part.augment = recipe.augment;
    part.augment.keep_texts = false; // a copy beside the run
    return part;
}

Recipe partOfVocabulary(const Recipe& recipe) {
    Recipe part = partOfTraining(recipe);
    part.vocabulary = recipe.vocabulary;
    return part;
}

Recipe partOfCounting(const Recipe& recipe) {
    Recipe part = partOfVocabulary(recipe);
    part.vocabulary.min_count.reset();
    part.vocabulary.coverage.reset();
    part.vocabulary.max_size.reset();
    part.training.batch_size = recipe.training.batch_size;
    part.training.accumulation = recipe.training.accumulation;
    part.training.device = recipe.training.device;
    part.training.freeze_embeddings = recipe.training.freeze_embeddings;
    part.training.freeze_layers = recipe.training.freeze_layers;
    return part;
}

Recipe partOfRehearsal(const Recipe& recipe) {
    Recipe part = partOfVocabulary(recipe);
    part.training = recipe.training;
    // What changes numbers and not the work.
    const TrainingSettings any;
    part.training.learning_rate = any.learning_rate;
    part.training.schedule = any.schedule;
    part.training.warmup = any.warmup;
    part.training.weight_decay = any.weight_decay;
    part.training.adam_beta1 = any.adam_beta1;
    part.training.adam_beta2 = any.adam_beta2;
    part.training.adam_epsilon = any.adam_epsilon;
    part.training.max_gradient_norm = any.max_gradient_norm;
    part.training.layer_decay = any.layer_decay;
    part.training.class_weights = any.class_weights;
    part.training.label_smoothing = any.label_smoothing;
    part.training.best_metric = any.best_metric;
    part.training.early_stopping = any.early_stopping;
    // The disk is that of the folder of runs.
    part.head.output = toUtf8(fromUtf8(recipe.head.output).parent_path());
    return part;
}

} // namespace attune::ui
