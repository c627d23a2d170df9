// SPDX-License-Identifier: GPL-3.0-or-later
// 4,000 mutated files of each format of tokenizers. A few hundred of them are part of hostile_test.
#include "hostile.h"

class MutationsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsNothingThatTheReferenceRefuses_data() { hostile::addRows(); }
    void readsNothingThatTheReferenceRefuses() {
        QFETCH(QByteArray, folder);
        QFETCH(QByteArray, file);
        hostile::run(folder, file, file.endsWith(".model") ? 1334 : 800);
    }
};

QTEST_GUILESS_MAIN(MutationsTest)
#include "mutations_test.moc"
