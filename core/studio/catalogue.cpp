// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of what there is, for `attune-cli list` and the documentation.
#include "base/lists.h"
#include "base/operator_switch.h"
#include "evaluate/metric_help.h"
#include "export/exporters.h"
#include "model/families.h"
#include "studio/studio.h"

namespace attune::studio {

namespace {

std::vector<TableEntry> families() {
    std::vector<TableEntry> out;
    for (const Family* family : attune::families())
        out.push_back({std::string(family->modelType),
                       std::string(family->title),
                       std::string(family->className) + infoOf(Task::SingleLabel).head,
                       {},
                       {}});
    return out;
}

std::vector<TableEntry> tasks() {
    std::vector<TableEntry> out;
    for (const TaskInfo& task : taskTable())
        out.push_back({task.key, task.title, task.help, {}, {}});
    return out;
}

std::vector<TableEntry> metrics() {
    std::vector<TableEntry> out;
    for (const MetricInfo& metric : metricTable()) {
        std::string help = metricHelp(metric.key);
        if (help.empty())
            help = metric.higherIsBetter ? ATTUNE_TEXT("core", "Higher is better.")
                                         : ATTUNE_TEXT("core", "Lower is better.");
        out.push_back({metric.key, metric.title, std::move(help), {}, {}});
    }
    return out;
}

template <class Description>
void addOperators(std::vector<TableEntry>& out, const std::vector<Description>& table) {
    for (const Description& one : table) {
        TableEntry entry{one.key, one.title, one.help, {}, {}};
        for (const OperatorParameter& parameter : one.parameters) {
            if (parameter.parameter.key == kOffKey) // every operator has it
                continue;
            entry.parameters.push_back(parameter.parameter);
            entry.standards.push_back(parameter.standard);
        }
        out.push_back(std::move(entry));
    }
}

std::vector<TableEntry> exporters() {
    std::vector<TableEntry> out;
    addOperators(out, attune::exporters());
    return out;
}
std::vector<TableEntry> cleaning() {
    std::vector<TableEntry> out;
    addOperators(out, cleaningOperators());
    return out;
}
std::vector<TableEntry> augmentation() {
    std::vector<TableEntry> out;
    addOperators(out, augmentOperators());
    return out;
}
std::vector<TableEntry> operators() {
    std::vector<TableEntry> out = cleaning();
    addOperators(out, augmentOperators());
    return out;
}

std::vector<TableEntry> parameters() {
    std::vector<TableEntry> out = {
        {"",
         ATTUNE_TEXT("core", "Recipe"),
         ATTUNE_TEXT("core", "At the left edge of the file."),
         {},
         {}},
        {"data",
         ATTUNE_TEXT("core", "Data"),
         ATTUNE_TEXT("core", "Where the texts and labels are, and how they are split."),
         {},
         {}},
        {"augment",
         ATTUNE_TEXT("core", "Augmentation"),
         ATTUNE_TEXT("core", "Rewritten copies of the training texts. Validation and test texts "
                             "stay as they are."),
         {},
         {}},
        {"vocabulary",
         ATTUNE_TEXT("core", "Vocabulary"),
         ATTUNE_TEXT("core", "Which tokens of the pretrained model stay. Without a rule, all do."),
         {},
         {}},
        {"training",
         ATTUNE_TEXT("core", "Training"),
         ATTUNE_TEXT("core", "How the model is trained."),
         {},
         {}},
    };
    for (const RecipeParameter& entry : parametersOf(Recipe()))
        for (TableEntry& part : out)
            if (entry.key ==
                (part.key.empty() ? entry.parameter.key : part.key + "." + entry.parameter.key)) {
                part.parameters.push_back(entry.parameter);
                part.standards.push_back(entry.standard);
            }
    return out;
}

struct Table {
    std::string name;
    std::vector<TableEntry> (*entries)();
};

const std::vector<Table>& tables() {
    static const std::vector<Table> all = {
        {"families",     families    },
        {"tasks",        tasks       },
        {"metrics",      metrics     },
        {"exporters",    exporters   },
        {"operators",    operators   },
        {"cleaning",     cleaning    },
        {"augmentation", augmentation},
        {"parameters",   parameters  },
    };
    return all;
}

} // namespace

const std::vector<std::string>& tableNames() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> out;
        for (const Table& table : tables())
            out.push_back(table.name);
        return out;
    }();
    return names;
}

std::vector<TableEntry> listTable(const std::string& what) {
    for (const Table& table : tables())
        if (table.name == what)
            return table.entries();
    throw UsageError(say(ATTUNE_TEXT("core", "There is no table “%1”."), what), {},
                     say(ATTUNE_TEXT("core", "Choose one of: %1."), listed(tableNames())));
}

std::string version() { return ATTUNE_VERSION; }

} // namespace attune::studio
