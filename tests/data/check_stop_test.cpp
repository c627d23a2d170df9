// SPDX-License-Identifier: GPL-3.0-or-later
// Every check looks at the stop while it goes through the rows.
#include "data/checks/check_kit.h"

#include <QtTest>

using namespace attune;

namespace {

Dataset rows(std::size_t count) {
    Dataset data;
    data.labels = {"Good", "bad", "good"};
    data.labelColumn = "label";
    for (std::uint32_t i = 0; i < count; ++i)
        data.examples.push_back(
            {"row number " + std::to_string(i), {}, static_cast<std::int32_t>(i % 3), i + 2, i});
    return data;
}

} // namespace

class CheckStopTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aCheckEndsAmongItsRows_data() {
        QTest::addColumn<int>("place");
        for (int place = 0; place < static_cast<int>(std::size(kChecks)); ++place)
            QTest::newRow(kChecks[place].first) << place;
    }
    void aCheckEndsAmongItsRows() {
        QFETCH(int, place);
        const Dataset train = rows(200);
        const Dataset test = rows(200);
        std::stop_source source;
        const CheckInput input(train, &test, source.get_token());
        Findings findings;
        kChecks[place].second(input, findings);
        source.request_stop();
        QVERIFY_EXCEPTION_THROWN(kChecks[place].second(input, findings), Cancelled);
    }

private:
    // Those that look at rows; the others look at labels and at unreadable rows.
    static constexpr std::pair<const char*, void (*)(const CheckInput&, Findings&)> kChecks[] = {
        {"empty-texts",      checkEmptyTexts     },
        {"empty-labels",     checkEmptyLabels    },
        {"label-spelling",   checkLabelSpelling  },
        {"conflicts",        checkConflicts      },
        {"leaks",            checkLeaks          },
        {"near-leaks",       checkNearLeaks      },
        {"doubles",          checkDoubles        },
        {"near-doubles",     checkNearDoubles    },
        {"mojibake",         checkMojibake       },
        {"lost-characters",  checkLostCharacters },
        {"markup",           checkMarkup         },
        {"possible-markup",  checkPossibleMarkup },
        {"invisible",        checkInvisible      },
        {"only-punctuation", checkOnlyPunctuation},
        {"only-digits",      checkOnlyDigits     },
        {"long-texts",       checkLongTexts      },
        {"short-texts",      checkShortTexts     },
        {"rare-labels",      checkRareLabels     },
        {"imbalance",        checkImbalance      },
        {"unknown-labels",   checkUnknownLabels  },
        {"label-drift",      checkLabelDrift     },
        {"length-drift",     checkLengthDrift    },
        {"vocabulary-drift", checkVocabularyDrift},
    };
};

QTEST_GUILESS_MAIN(CheckStopTest)
#include "check_stop_test.moc"
