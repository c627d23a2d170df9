// SPDX-License-Identifier: GPL-3.0-or-later
// Device and precision, with their reasons.
#include "run/device_choice.h"

#include <QTest>

using namespace attune;

namespace {

DeviceReport machine(bool cuda, bool bf16) {
    DeviceReport report;
    report.cuda = cuda;
    report.cudaName = cuda ? "Some Card" : "";
    report.cudaReason = cuda ? "" : "no driver";
    report.cudaMajor = cuda ? 9 : 0;
    report.cores = 4;
    report.bf16 = bf16;
    return report;
}

DeviceChoice choose(const char* device, const char* precision, const DeviceReport& report) {
    TrainingSettings settings;
    settings.device = device;
    settings.precision = precision;
    return chooseDevice(settings, report);
}

} // namespace

class DeviceChoiceTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void autoTakesTheCardWithBf16() {
        const DeviceChoice choice = choose("auto", "auto", machine(true, false));
        QVERIFY(choice.options.device == DeviceKind::Cuda);
        QVERIFY(choice.options.precision == Precision::Bf16);
        QCOMPARE(choice.device, std::string("Some Card"));
    }
    void autoKeepsFp32OnACardWithoutBf16() {
        DeviceReport old = machine(true, true);
        old.cudaMajor = 7;
        const DeviceChoice choice = choose("auto", "auto", old);
        QVERIFY(choice.options.precision == Precision::Fp32);
        QCOMPARE(choice.precisionReason, std::string("this graphics card does not multiply bf16"));
    }
    void autoTakesBf16OnAProcessorThatMultipliesIt() {
        QVERIFY(choose("cpu", "auto", machine(false, true)).options.precision == Precision::Bf16);
    }
    void autoOnAProcessorSaysWhy() {
        const DeviceChoice choice = choose("auto", "auto", machine(false, false));
        QVERIFY(choice.options.device == DeviceKind::Cpu);
        QVERIFY(choice.options.precision == Precision::Fp32);
        QCOMPARE(choice.device, std::string("CPU, 4 threads"));
        QCOMPARE(choice.deviceReason, std::string("no driver"));
        QVERIFY(!choice.precisionReason.empty());
        QVERIFY(choice.warnings.empty());
    }
    void cudaThatIsNotThereIsAnError() {
        QVERIFY_EXCEPTION_THROWN(choose("cuda", "auto", machine(false, false)), Error);
    }
    void cpuIsTakenWhenAskedFor() {
        QVERIFY(choose("cpu", "auto", machine(true, true)).options.device == DeviceKind::Cpu);
    }
    void bf16FallsBackWithAWarning() {
        const DeviceChoice choice = choose("cpu", "bf16", machine(false, false));
        QVERIFY(choice.options.precision == Precision::Fp32);
        QCOMPARE(choice.warnings.size(), std::size_t{1});
        QVERIFY(choose("cpu", "bf16", machine(false, true)).options.precision == Precision::Bf16);
    }
};

QTEST_GUILESS_MAIN(DeviceChoiceTest)
#include "device_choice_test.moc"
