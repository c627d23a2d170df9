// SPDX-License-Identifier: GPL-3.0-or-later
// Broken and misleading ONNX files: an Error that names the file, and nothing else.
#include "crafted_models.h"

#include <QTemporaryDir>
#include <QTest>

using namespace attune;
using namespace crafted;

class HostileFilesTest : public QObject {
    Q_OBJECT

    const QTemporaryDir place_;
    EncoderSpec spec_ = specOf(settings().front());
    std::unique_ptr<Engine> engine_ = engineOf(spec_);
    std::string plain_, named_; // model.onnx with its numbers, and with those in a second file

    fs::path folder() const { return place_.path().toStdString(); }
    fs::path file() const { return folder() / "model.onnx"; }
    fs::path data() const { return folder() / onnx::kDataFile; }

    std::string written(const onnx::Graph& graph, std::uint64_t largest = onnx::kLargestFile) {
        onnx::writeOnnx(folder(), graph, sourceOf(*engine_), largest);
        return readFile(file());
    }
    // What reading and computing says; empty: it went well.
    std::string failureOf(const std::string& bytes) {
        {
            FileWriter out(file()); // not synced: there are many
            out.write(bytes);
        }
        try {
            const onnx::Evaluator evaluator(file());
            evaluator.run(batchOf(spec_, 5, 2).padded);
            return {};
        } catch (const Error& error) {
            return error.where() == toUtf8(file()) ? error.message().text() : "elsewhere";
        }
    }
    static std::string replaced(std::string text, const std::string& from, const std::string& to) {
        for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
            text.replace(at, from.size(), to);
        return text;
    }
    // A graph of one node, whose second input is a list of whole numbers.
    static onnx::Graph graphOf(const std::string& op, const std::vector<std::int64_t>& numbers) {
        onnx::Graph graph;
        graph.inputs = {
            {"input_ids", onnx::Type::Int64, {}}
        };
        onnx::Tensor list;
        list.name = "list";
        list.type = onnx::Type::Int64;
        list.shape = {static_cast<std::int64_t>(numbers.size())};
        list.bytes.assign(reinterpret_cast<const char*>(numbers.data()),
                          numbers.size() * sizeof(std::int64_t));
        graph.tensors = {list};
        onnx::Node node;
        node.op = op;
        node.name = "node";
        node.inputs = {"input_ids", "list"};
        node.outputs = {"logits"};
        graph.nodes = {node};
        graph.outputs = {
            {"logits", onnx::Type::Float, {}}
        };
        return graph;
    }

private Q_SLOTS:
    void initTestCase() {
        const onnx::Graph graph = onnx::encoderGraph(spec_, onnx::WeightType::Float);
        plain_ = written(graph);
        QCOMPARE(failureOf(plain_), std::string());
        named_ = written(graph, 0);
        QVERIFY(named_.size() < plain_.size());
        QCOMPARE(failureOf(named_), std::string());
    }

    void cutFilesAreRefused() {
        for (std::size_t size = 0; size < plain_.size(); size += 1 + plain_.size() / 300)
            QVERIFY2(!failureOf(plain_.substr(0, size)).empty(), std::to_string(size).c_str());
    }

    void changedBytesDoNoHarm() {
        RandomStream random(3);
        int refused = 0;
        for (int i = 0; i < 600; ++i) {
            std::string bytes = i % 2 == 0 ? plain_ : named_;
            for (std::size_t changes = 1 + random.below(3); changes > 0; --changes)
                bytes[random.below(bytes.size())] = static_cast<char>(random.below(256));
            const std::string failure = failureOf(bytes);
            QVERIFY(failure != "elsewhere");
            refused += !failure.empty();
        }
        QVERIFY(refused > 100);
    }

    void noOtherFileIsOpened() {
        for (const char* other : {"../../etc/passw", "/etc/host.confx", "model.onnx_datb"})
            QVERIFY(failureOf(replaced(named_, onnx::kDataFile, other)).find("another file") !=
                    std::string::npos);
        fs::rename(data(), folder() / "elsewhere");
        QVERIFY(failureOf(named_).find("not there") != std::string::npos);
        fs::create_symlink(folder() / "elsewhere", data());
        QVERIFY(failureOf(named_).find("not there") != std::string::npos);
        fs::remove(data());
        publishFile(data(), readFile(folder() / "elsewhere").substr(0, 5000));
        QVERIFY(failureOf(named_).find("beyond the end") != std::string::npos);
    }

    // Each tensor is copied: a few bytes that all of them name would fill the memory.
    void numbersAreNotGivenTwice() {
        std::string bytes = written(onnx::encoderGraph(spec_, onnx::WeightType::Float), 0);
        const std::string key = "offset\x12";
        for (std::size_t at = 0; (at = bytes.find(key, at)) != std::string::npos;) {
            at += key.size();
            const auto digits = static_cast<std::size_t>(bytes[at]);
            bytes.replace(at + 1, digits, std::string(digits, '0'));
        }
        const std::string numbers = readFile(data());
        const auto longest = static_cast<std::size_t>(spec_.positions * spec_.hidden) * 4;
        QVERIFY(numbers.size() > longest);
        publishFile(data(), numbers.substr(0, longest));
        QVERIFY(failureOf(bytes).find("more numbers than") != std::string::npos);
        publishFile(data(), numbers);
        QCOMPARE(failureOf(bytes), std::string()); // wrong numbers, yet no more than there are
    }

    void whatIsTooLargeIsRefused() {
        const auto refused = [&](const onnx::Graph& graph) {
            return failureOf(written(graph)).find("can't be computed") != std::string::npos;
        };
        QVERIFY(refused(graphOf("Reshape", {std::int64_t{1} << 40, 3})));
        QVERIFY(refused(graphOf("Unsqueeze", {99})));
        QVERIFY(refused(graphOf("ReduceSum", {7})));
        onnx::Graph range = graphOf("Range", {0});
        range.nodes.front().inputs = {"list", "list2", "list"};
        onnx::Tensor much = range.tensors.front();
        much.name = "list2";
        const std::int64_t count = std::int64_t{1} << 40;
        much.bytes.assign(reinterpret_cast<const char*>(&count), sizeof count);
        range.tensors.push_back(much);
        QVERIFY(refused(range));
    }

    void whatIsUnknownIsRefused() {
        QVERIFY(failureOf(written(graphOf("Loop", {1}))).find("Loop") != std::string::npos);
        onnx::Graph open = graphOf("Add", {1});
        open.nodes.front().inputs = {"logits", "list"};
        QVERIFY(failureOf(written(open)).find("Nothing gives") != std::string::npos);
        onnx::Graph twice = graphOf("Reshape", {2, 5});
        twice.tensors.push_back(twice.tensors.front());
        QVERIFY(failureOf(written(twice)).find("twice") != std::string::npos);
        QVERIFY(failureOf("no model").find("ONNX") != std::string::npos ||
                failureOf("no model").find("broken") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(HostileFilesTest)
#include "hostile_files_test.moc"
