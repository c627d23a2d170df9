// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/page_list.h"

#include "ui/pages/augment_page.h"
#include "ui/pages/clean_page.h"
#include "ui/pages/data_page.h"
#include "ui/pages/model_page.h"
#include "ui/pages/results_page.h"
#include "ui/pages/runs_page.h"
#include "ui/pages/training_page.h"
#include "ui/pages/vocabulary_page.h"

namespace attune::ui {

namespace {
template <class P> Page* make(Workspace& workspace) { return new P(workspace); }
} // namespace

const std::vector<PageEntry>& pageList() {
    static const std::vector<PageEntry> list = {
        {"model",      false, make<ModelPage>     },
        {"data",       false, make<DataPage>      },
        {"clean",      false, make<CleanPage>     },
        {"augment",    false, make<AugmentPage>   },
        {"vocabulary", false, make<VocabularyPage>},
        {"training",   true,  make<TrainingPage>  },
        {"results",    false, make<ResultsPage>   },
        {"runs",       true,  make<RunsPage>      },
    };
    return list;
}

} // namespace attune::ui
