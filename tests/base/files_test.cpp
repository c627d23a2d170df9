// SPDX-License-Identifier: GPL-3.0-or-later
// Files and folders that are whole or absent; locks; digests.
#include "base/publish_new.h"

#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstring>
#include <thread>

using namespace attune;

class FilesTest : public QObject {
    Q_OBJECT
    QTemporaryDir folder_;
    fs::path at(const char* name) const { return fs::path(folder_.path().toStdString()) / name; }

private Q_SLOTS:
    void publishedFileReplacesWhole() {
        publishFile(at("a"), "first");
        publishFile(at("a"), "second");
        QCOMPARE(readFile(at("a")), std::string("second"));
    }

    void linksStayAndDevicesAreNotReplaced() {
        publishFile(at("target"), "first");
        fs::create_symlink("target", at("link"));
        publishFile(at("link"), "second");
        QVERIFY(fs::is_symlink(at("link")));
        QCOMPARE(readFile(at("target")), std::string("second"));
        QCOMPARE(::mkfifo(at("pipe").c_str(), 0600), 0);
        QVERIFY_EXCEPTION_THROWN(publishFile(at("pipe"), "x"), Error);
        QVERIFY(fs::is_fifo(at("pipe")));
        fs::remove(at("pipe"));
    }

    void failedWriteLeavesTheOldFile() {
        publishFile(at("b"), "old");
        QVERIFY_EXCEPTION_THROWN(publishFile(at("b"),
                                             [](FileWriter& file) {
                                                 file.write("half");
                                                 throw Error(say("no"));
                                             }),
                                 Error);
        QCOMPARE(readFile(at("b")), std::string("old"));
    }

    void whatIsNewReplacesNothing() {
        const auto file = [](const fs::path& path) { publishFile(path, "ours"); };
        publishNew(at("new/deep/n.npz"), file);
        QCOMPARE(readFile(at("new/deep/n.npz")), std::string("ours"));
        // Something appears while it is made.
        QVERIFY_EXCEPTION_THROWN(publishNew(at("new/late.npz"),
                                            [&](const fs::path& path) {
                                                file(path);
                                                publishFile(at("new/late.npz"), "theirs");
                                            }),
                                 Error);
        QCOMPARE(readFile(at("new/late.npz")), std::string("theirs"));
        QVERIFY_EXCEPTION_THROWN(publishNew(at("new/late"),
                                            [&](const fs::path& path) {
                                                fs::create_directory(path);
                                                file(path / "ours");
                                                fs::create_directory(at("new/late"));
                                                publishFile(at("new/late/theirs"), "theirs");
                                            }),
                                 Error);
        QVERIFY(!fs::exists(at("new/late/ours")));
        QCOMPARE(readFile(at("new/late/theirs")), std::string("theirs"));
        // An empty folder is nothing.
        fs::create_directory(at("new/empty"));
        publishNew(at("new/empty"), [&](const fs::path& path) {
            fs::create_directory(path);
            file(path / "ours");
        });
        QCOMPARE(readFile(at("new/empty/ours")), std::string("ours"));
        const auto entries = std::distance(fs::directory_iterator(at("new")), {});
        QCOMPARE(entries, std::ptrdiff_t{4}); // nothing is left aside
        // What was made for it goes, what was there stays; the error names the place that was
        // asked.
        try {
            publishNew(at("new/a/b/n.npz"), [](const fs::path& path) {
                publishFile(path, "ours");
                throw Error(say("no"), toUtf8(path));
            });
            QFAIL("it was published");
        } catch (const Error& error) {
            QCOMPARE(error.where(), toUtf8(at("new/a/b/n.npz")));
        }
        QVERIFY(!fs::exists(at("new/a")));
        QVERIFY(fs::exists(at("new/deep")));
    }

    void folderAppearsWholeOrNotAtAll() {
        publishFolder(at("f"), [](const fs::path& f) { publishFile(f / "x", "1"); });
        QVERIFY_EXCEPTION_THROWN(publishFolder(at("f"),
                                               [](const fs::path& f) {
                                                   publishFile(f / "x", "2");
                                                   throw Error(say("no"));
                                               }),
                                 Error);
        QCOMPARE(readFile(at("f") / "x"), std::string("1"));
        publishFolder(at("f"), [](const fs::path& f) { publishFile(f / "x", "3"); });
        QCOMPARE(readFile(at("f") / "x"), std::string("3"));
        int entries = 0;
        for (const auto& entry : fs::directory_iterator(at("")))
            entries += toUtf8(entry.path().filename()).starts_with(".attune-part-") ? 1 : 0;
        QCOMPARE(entries, 0);
    }

    // A full disk, as the system reports it: the limit on the size of files.
    void fullDiskIsAClearError() {
        publishFile(at("full"), "old");
        const pid_t child = fork();
        if (child == 0) {
            std::signal(SIGXFSZ, SIG_IGN);
            const rlimit limit{1 << 16, 1 << 16};
            setrlimit(RLIMIT_FSIZE, &limit);
            int code = 1;
            try {
                publishFile(at("full"), std::string(1 << 20, 'x'));
            } catch (const Error& error) {
                code = std::strstr(error.what(), "full") != nullptr &&
                               std::strstr(error.what(), "space") != nullptr
                           ? 0
                           : 2;
            }
            _exit(code);
        }
        int status = 0;
        waitpid(child, &status, 0);
        QCOMPARE(WEXITSTATUS(status), 0);
        QCOMPARE(readFile(at("full")), std::string("old"));
    }

    void whatAKilledProcessLeftIsRemoved() {
        fs::create_directories(at(".attune-part-1-0-x/y"));
        publishFile(at("keep"), "k");
        removeUnpublished(at(""));
        QVERIFY(!fs::exists(at(".attune-part-1-0-x")));
        QVERIFY(fs::exists(at("keep")));
    }

    void onlyOneProcessHoldsALock() {
        fs::create_directories(at("run"));
        QVERIFY(!isLocked(at("run")));
        {
            const FolderLock lock(at("run"));
            QVERIFY(isLocked(at("run")));
            QVERIFY_EXCEPTION_THROWN(FolderLock(at("run")), Error);
        }
        QVERIFY(!isLocked(at("run")));
    }

    // A folder that was moved aside when the process was killed, where the two cannot change
    // places.
    void folderThatWasBeingReplacedIsPutBack() {
        fs::create_directories(at(".attune-old-12-3-my-model"));
        publishFile(at(".attune-old-12-3-my-model") / "x", "1");
        removeUnpublished(at(""));
        QCOMPARE(readFile(at("my-model") / "x"), std::string("1"));
        fs::create_directories(at(".attune-old-12-4-my-model"));
        removeUnpublished(at(""));
        QVERIFY(!fs::exists(at(".attune-old-12-4-my-model")));
        QCOMPARE(readFile(at("my-model") / "x"), std::string("1"));
    }

    // No moment without the folder, while it is replaced again and again.
    void replacedFolderIsNeverAbsent() {
        publishFolder(at("always"), [](const fs::path& f) { publishFile(f / "x", "0"); });
        std::atomic<bool> done = false, absent = false;
        std::jthread watcher([&] {
            while (!done)
                if (struct stat status{}; ::stat(at("always").c_str(), &status) != 0)
                    absent = true;
        });
        for (int i = 0; i < 50; ++i)
            publishFolder(at("always"), [](const fs::path& f) { publishFile(f / "x", "1"); });
        done = true;
        watcher.join();
        QVERIFY(!absent);
    }

    // fsync of a folder of /proc fails with EINVAL.
    void foldersThatCannotBeSyncedAreLetBe() {
        syncFolder("/proc/self");
        QVERIFY_EXCEPTION_THROWN(syncFolder(at("absent")), Error);
    }

    // A look at a run while it starts must not keep it from starting.
    void askingForALockTakesNone() {
        fs::create_directories(at("asked"));
        std::atomic<bool> done = false;
        std::jthread asker([&] {
            while (!done)
                isLocked(at("asked"));
        });
        int failures = 0;
        for (int i = 0; i < 3000; ++i)
            try {
                const FolderLock lock(at("asked"));
            } catch (const Error&) {
                ++failures;
            }
        done = true;
        asker.join();
        QCOMPARE(failures, 0);
    }

    void readingHasALimit() {
        publishFile(at("big"), std::string(1000, 'x'));
        QVERIFY_EXCEPTION_THROWN(readFile(at("big"), 999), Error);
        QCOMPARE(readFile(at("big"), 1000).size(), std::size_t{1000});
        QVERIFY_EXCEPTION_THROWN(readFile(at("absent")), Error);
        QVERIFY_EXCEPTION_THROWN(readFile(folder_.path().toStdString()), Error);
    }

    void mappedFileShowsTheBytes() {
        publishFile(at("map"), "bytes");
        QCOMPARE(std::string(MappedFile(at("map")).text()), std::string("bytes"));
        publishFile(at("nothing"), "");
        QVERIFY(MappedFile(at("nothing")).bytes().empty());
    }

    // "abc": FIPS 180-2, appendix B.1; XXH3-64 of the empty text: the xxHash specification.
    void digestsAreTheStandardOnes() {
        publishFile(at("abc"), "abc");
        QCOMPARE(sha256OfFile(at("abc")),
                 std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
        QCOMPARE(fingerprint(std::string_view()), std::string("2d06800538d394c2"));
        QCOMPARE(fingerprintOfFile(at("abc")), fingerprint(std::string_view("abc")));
    }
};

QTEST_GUILESS_MAIN(FilesTest)
#include "files_test.moc"
