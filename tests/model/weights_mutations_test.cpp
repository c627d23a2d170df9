// SPDX-License-Identifier: GPL-3.0-or-later
// 4,000 mutated files of each format of weights: no signal, little memory, and nothing accepted
// that the reference refuses. A few hundred of them are part of weights_test.
#include "mutations.h"

class WeightsMutationsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void mutatedFilesAreReadAsTheReferenceOrRefused_data() { mutations::addRows(); }
    void mutatedFilesAreReadAsTheReferenceOrRefused() {
        QFETCH(int, format);
        int good = 0;
        mutations::run(mutations::formats()[static_cast<std::size_t>(format)], 4000, 7, good);
    }
};

QTEST_GUILESS_MAIN(WeightsMutationsTest)
#include "weights_mutations_test.moc"
