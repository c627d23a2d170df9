// SPDX-License-Identifier: GPL-3.0-or-later
// The description of the training settings.
#include "train/settings.h"

#include <QTest>

#include <set>

using namespace attune;

class SettingsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void defaultsSatisfyTheirOwnDescription() {
        const TrainingSettings standard;
        for (const auto& field : trainingFields()) {
            Value value = valueOf(standard, field);
            Problem problem;
            QVERIFY2(conform(field.parameter, value, problem), field.parameter.key.c_str());
        }
    }

    void everySettingIsDescribedOnce() {
        std::set<std::string> keys;
        for (const auto& field : trainingFields()) {
            QVERIFY2(keys.insert(field.parameter.key).second, field.parameter.key.c_str());
            QVERIFY2(!field.parameter.title.empty(), field.parameter.key.c_str());
            QVERIFY2(field.parameter.help.size() > 20, field.parameter.key.c_str());
        }
        QCOMPARE(keys.size(), std::size_t{31});
    }

    void onlyCheckpointSettingsLeaveTheNumbersAlone() {
        std::set<std::string> harmless;
        for (const auto& field : trainingFields())
            if (!field.parameter.affectsTraining)
                harmless.insert(field.parameter.key);
        const std::set<std::string> wanted = {"checkpoint_minutes", "checkpoint_steps",
                                              "keep_checkpoints"};
        QVERIFY(harmless == wanted);
    }
};

QTEST_GUILESS_MAIN(SettingsTest)
#include "settings_test.moc"
