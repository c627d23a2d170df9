// SPDX-License-Identifier: GPL-3.0-or-later
// The rail counts each finding at the page where it is mended.
#include "ui/models/workspace.h"
#include "ui/pages/page.h"
#include "ui/window/rail.h"
#include "ui/window/rail_delegates.h"

#include <QListView>
#include <QTemporaryDir>
#include <QTest>

using namespace attune;
using namespace attune::ui;

namespace {
class StandIn : public Page {
public:
    StandIn(Workspace& workspace, const QString& name, const QStringList& keys)
        : Page(workspace), name_(name), keys_(keys) {}
    QString name() const override { return name_; }
    Icon icon() const override { return Icon::Info; }
    QStringList keys() const override { return keys_; }
    Problems problems() const override { return found_; }
    void find(const Problems& found) {
        found_ = found;
        Q_EMIT changed();
    }

private:
    QString name_;
    QStringList keys_;
    Problems found_;
};

Problem warning(const std::string& field) {
    Problem problem;
    problem.severity = Problem::Severity::Warning;
    problem.field = field;
    problem.message = {"what was found", {}};
    return problem;
}
} // namespace

class RailTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aFindingCountsForThePageOfItsField() {
        QTemporaryDir folder;
        qputenv("ATTUNE_RUNS", folder.path().toUtf8());
        Workspace workspace;
        workspace.openSample("english");
        QTRY_VERIFY_WITH_TIMEOUT(workspace.hasContent(), 20000);
        StandIn model(workspace, QStringLiteral("Model"), {QStringLiteral("model")});
        StandIn data(workspace, QStringLiteral("Data"), {QStringLiteral("data.")});
        Rail rail(workspace, {
                                 {&model, false},
                                 {&data,  false}
        });
        const QList<QListView*> lists = rail.findChildren<QListView*>();
        const QAbstractItemModel& pages = *lists[0]->model();
        const auto severity = [&](int row) {
            return pages.index(row, 0).data(StageDelegate::SeverityRole).toInt();
        };
        const auto count = [&](int row) {
            return pages.index(row, 0).data(StageDelegate::CountRole).toInt();
        };
        const int before = count(0);
        QCOMPARE(severity(1), 0);

        data.find({warning("model")});
        QCOMPARE(count(0), before + 1);
        QVERIFY(severity(0) > 0);
        QCOMPARE(severity(1), 0);
        // A page that is named as the field is says so once.
        const QAbstractItemModel& findings = *lists[1]->model();
        bool listed = false;
        for (int row = 0; row < findings.rowCount(); ++row)
            if (findings.index(row, 0).data().toString() == QLatin1String("what was found")) {
                listed = true;
                QCOMPARE(findings.index(row, 0).data(ProblemDelegate::WhereRole).toString(),
                         QStringLiteral("Model"));
                QCOMPARE(findings.index(row, 0).data(ProblemDelegate::StageRole).toInt(), 0);
            }
        QVERIFY(listed);

        data.find({warning("data.max_length")});
        QCOMPARE(count(0), before);
        QCOMPARE(count(1), 1);
        data.find({});
        QCOMPARE(severity(1), 0);
    }
};

QTEST_MAIN(RailTest)
#include "rail_test.moc"
