// SPDX-License-Identifier: GPL-3.0-or-later
// The recipe as the window edits it: steps that can be undone, and a form that refuses what is no
// value.
#include "ui/kit/label.h"
#include "ui/kit/parameter_form.h"
#include "ui/kit/value_spin.h"
#include "ui/models/recipe_model.h"

#include <QLineEdit>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace attune;
using namespace attune::ui;

namespace {
std::vector<RecipeParameter> basicTrainingParameters() {
    std::vector<RecipeParameter> chosen;
    for (const RecipeParameter& parameter : parametersOf(Recipe()))
        if (parameter.key.rfind("training.", 0) == 0 && !parameter.parameter.advanced)
            chosen.push_back(parameter);
    return chosen;
}
} // namespace

class FormTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        folder_ = std::make_unique<QTemporaryDir>();
        QVERIFY(folder_->isValid());
    }

    void changesAreUndoneAndRedone() {
        RecipeModel model;
        model.adopt(Recipe(), QStringLiteral("new.yaml"));
        QVERIFY(!model.isDirty());
        QVERIFY(model.set("training.epochs", std::int64_t{7}));
        QVERIFY(model.set("data.max_length", std::int64_t{64}));
        QVERIFY(model.isDirty());
        QCOMPARE(model.undoStack().count(), 2);
        model.undoStack().undo();
        QCOMPARE(model.recipe().data.max_length, DataSettings().max_length);
        QCOMPARE(model.recipe().training.epochs, std::int64_t{7});
        model.undoStack().undo();
        QVERIFY(model.recipe() == Recipe());
        QVERIFY(!model.isDirty());
        model.undoStack().redo();
        QCOMPARE(model.recipe().training.epochs, std::int64_t{7});
    }

    void typingOnInOneFieldIsOneStep() {
        RecipeModel model;
        model.adopt(Recipe(), QString());
        for (const std::int64_t value : {1, 12, 128})
            QVERIFY(model.set("training.batch_size", value));
        QCOMPARE(model.undoStack().count(), 1);
        model.undoStack().undo();
        QCOMPARE(model.recipe().training.batch_size, TrainingSettings().batch_size);
    }

    void savedRecipeReadsBackEqual() {
        RecipeModel model;
        model.adopt(Recipe(), QString());
        QVERIFY(model.set("training.learning_rate", 3e-5));
        const QString path = folder_->filePath(QStringLiteral("one.yaml"));
        model.save(path);
        QVERIFY(!model.isDirty());
        RecipeModel again;
        again.open(path);
        QCOMPARE(again.recipe().training.learning_rate, 3e-5);
        QCOMPARE(again.name(), QStringLiteral("one.yaml"));
    }

    void formRefusesWhatIsNoValue() {
        ParameterForm form;
        form.show(basicTrainingParameters());
        form.resize(700, 500);
        QSignalSpy edited(&form, &ParameterForm::edited);
        ValueSpin* rate = nullptr;
        for (ValueSpin* spin : form.findChildren<ValueSpin*>())
            if (spin->accessibleName() == QLatin1String("Learning rate"))
                rate = spin;
        QVERIFY(rate != nullptr);
        auto* edit = rate->findChild<QLineEdit*>();
        edit->selectAll();
        QTest::keyClicks(edit, QStringLiteral("0.5.0"));
        QVERIFY(rate->property("invalid").toBool());
        bool told = false;
        for (const Label* label : form.findChildren<Label*>())
            told = told || (label->isVisibleTo(&form) && label->text().contains(u"0.5.0"));
        QVERIFY(told);
        edited.clear();
        edit->selectAll();
        QTest::keyClicks(edit, QStringLiteral("3e-5"));
        QVERIFY(!rate->property("invalid").toBool());
        QVERIFY(!edited.isEmpty());
        QCOMPARE(std::get<double>(edited.back().at(1).value<Value>()), 3e-5);
    }

    void everyKindOfParameterHasAField() {
        ParameterForm form;
        form.show(parametersOf(Recipe()));
        for (const RecipeParameter& parameter : parametersOf(Recipe()))
            QVERIFY2(form.hasField(parameter.key), parameter.key.c_str());
    }

    void stepsSuitTheSizeOfNumbers() {
        QCOMPARE(steppedReal(3e-5, true), 4e-5);
        QCOMPARE(steppedReal(9e-5, true), 1e-4);
        QCOMPARE(steppedReal(1e-4, false), 9e-5);
        QCOMPARE(steppedReal(0.1, true), 0.2);
        QCOMPARE(steppedReal(0.0, true), 0.01);
    }

private:
    std::unique_ptr<QTemporaryDir> folder_;
};

QTEST_MAIN(FormTest)

#include "form_test.moc"
