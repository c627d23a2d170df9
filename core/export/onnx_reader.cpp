// SPDX-License-Identifier: GPL-3.0-or-later
// protozero keeps within the bytes that it is given, and throws at their end. The kind of every
// field is checked here: it only asserts that.
#include "export/onnx_reader.h"

#include "export/onnx_format.h"
#include "export/onnx_writer.h"
#include "model/weights_file.h"

#include <protozero/pbf_message.hpp>

#include <charconv>
#include <map>
#include <optional>
#include <set>

namespace attune::onnx {

namespace {

using protozero::pbf_wire_type;

// A file that breaks the rules of ONNX, or is none of ours.
struct Broken {
    Message what;
};

template <class Field> class Fields : public protozero::pbf_message<Field> {
public:
    using Base = protozero::pbf_message<Field>;
    explicit Fields(std::string_view bytes)
        : Base(protozero::data_view(bytes.data(), bytes.size())) {}

    std::string_view bytes() {
        expect(pbf_wire_type::length_delimited);
        const protozero::data_view view = Base::get_view();
        return {view.data(), view.size()};
    }
    std::int64_t whole() {
        expect(pbf_wire_type::varint);
        return Base::get_int64();
    }
    float real() {
        expect(pbf_wire_type::fixed32);
        return Base::get_float();
    }
    std::string name() {
        const std::string_view text = bytes();
        if (!isTensorName(text))
            throw Broken{say(ATTUNE_TEXT("core", "A name in it is too long, or is no text."))};
        return std::string(text);
    }

private:
    void expect(pbf_wire_type type) const {
        if (!Base::has_wire_type(type))
            throw Broken{say(ATTUNE_TEXT("core", "A field in it is of a wrong kind."))};
    }
};

void checkCount(std::size_t count, std::size_t most, const char* what) {
    if (count > most)
        throw Broken{say(ATTUNE_TEXT("core", "It has more than %1 of: %2."), most, what)};
}

Type typeOf(std::int64_t number) {
    for (const Type type : {Type::Float, Type::Int32, Type::Int64, Type::Bool, Type::Half})
        if (static_cast<std::int64_t>(type) == number)
            return type;
    throw Broken{say(ATTUNE_TEXT("core", "Numbers of the type %1 aren't read."), number)};
}

std::pair<std::string, Attribute> readAttribute(std::string_view bytes) {
    Fields<AttributeField> in(bytes);
    std::string name;
    std::optional<float> real;
    std::optional<std::int64_t> whole;
    std::vector<std::int64_t> list;
    std::int64_t type = 0;
    while (in.next()) {
        switch (in.tag()) {
        case AttributeField::Name:
            name = in.name();
            break;
        case AttributeField::Float:
            real = in.real();
            break;
        case AttributeField::Int:
            whole = in.whole();
            break;
        case AttributeField::Ints:
            list.push_back(in.whole());
            checkCount(list.size(), ReadLimits::links, "ints");
            break;
        case AttributeField::Type:
            type = in.whole();
            break;
        default:
            throw Broken{say(ATTUNE_TEXT("core", "The attribute “%1” is of a kind that isn't "
                                                 "read."),
                             name)};
        }
    }
    if (type == static_cast<std::int64_t>(AttributeType::Float) && real)
        return {name, *real};
    if (type == static_cast<std::int64_t>(AttributeType::Int) && whole)
        return {name, *whole};
    if (type == static_cast<std::int64_t>(AttributeType::Ints))
        return {name, std::move(list)};
    throw Broken{
        say(ATTUNE_TEXT("core", "The attribute “%1” is of a kind that isn't read."), name)};
}

Node readNode(std::string_view bytes) {
    Fields<NodeField> in(bytes);
    Node node;
    while (in.next()) {
        switch (in.tag()) {
        case NodeField::Input:
            node.inputs.push_back(in.name());
            checkCount(node.inputs.size(), ReadLimits::links, "inputs");
            break;
        case NodeField::Output:
            node.outputs.push_back(in.name());
            checkCount(node.outputs.size(), ReadLimits::links, "outputs");
            break;
        case NodeField::Name:
            node.name = in.name();
            break;
        case NodeField::OpType:
            node.op = in.name();
            break;
        case NodeField::Attribute:
            node.attributes.insert(readAttribute(in.bytes()));
            checkCount(node.attributes.size(), ReadLimits::links, "attributes");
            break;
        case NodeField::Domain:
            if (!in.bytes().empty())
                throw Broken{say(ATTUNE_TEXT("core", "It has operators that aren't ONNX's own."))};
            break;
        default:
            in.skip();
        }
    }
    return node;
}

std::pair<std::string, std::string> readEntry(std::string_view bytes) {
    Fields<EntryField> in(bytes);
    std::pair<std::string, std::string> entry;
    while (in.next()) {
        if (in.tag() == EntryField::Key)
            entry.first = in.name();
        else if (in.tag() == EntryField::Value)
            entry.second = in.bytes();
        else
            in.skip();
    }
    return entry;
}

// Whole digits, as external data names its places.
std::uint64_t numberOf(const std::string& text) {
    std::uint64_t number = 0;
    const char* end = text.data() + text.size();
    const auto [at, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc() || at != end || text.empty())
        throw Broken{say(ATTUNE_TEXT("core", "“%1” is no place in a file."), text)};
    return number;
}

std::vector<std::int64_t> checkedShape(const std::vector<std::int64_t>& shape) {
    std::uint64_t count = 1;
    for (const std::int64_t size : shape) {
        if (size < 0 || static_cast<std::uint64_t>(size) > ReadLimits::dimension ||
            (size > 0 && count > (std::uint64_t{1} << 48) / static_cast<std::uint64_t>(size)))
            throw Broken{say(ATTUNE_TEXT("core", "A tensor in it has an impossible shape."))};
        count *= static_cast<std::uint64_t>(size);
    }
    return shape;
}

Port readPort(std::string_view bytes) {
    Port port;
    Fields<ValueField> in(bytes);
    while (in.next()) {
        if (in.tag() == ValueField::Name)
            port.name = in.name();
        else
            in.skip();
    }
    return port;
}

} // namespace

class OnnxFile::Reader {
public:
    explicit Reader(OnnxFile& file) : file_(file), graph_(file.graph_) {}

    void readModel() {
        Fields<ModelField> in(file_.file_.text());
        bool described = false;
        while (in.next()) {
            switch (in.tag()) {
            case ModelField::Graph:
                if (std::exchange(described, true))
                    throw Broken{
                        say(ATTUNE_TEXT("core", "It has more than %1 of: %2."), 1, "graphs")};
                readGraph(in.bytes());
                break;
            case ModelField::Metadata:
                graph_.metadata.push_back(readEntry(in.bytes()));
                checkCount(graph_.metadata.size(), ReadLimits::metadata, "metadata");
                break;
            default:
                in.skip();
            }
        }
        if (!described)
            throw Broken{say(ATTUNE_TEXT("core", "It holds no graph: this is no ONNX file."))};
    }

private:
    void readGraph(std::string_view bytes) {
        Fields<GraphField> in(bytes);
        while (in.next()) {
            switch (in.tag()) {
            case GraphField::Node:
                graph_.nodes.push_back(readNode(in.bytes()));
                checkCount(graph_.nodes.size(), ReadLimits::nodes, "nodes");
                break;
            case GraphField::Name:
                graph_.name = in.name();
                break;
            case GraphField::Initializer:
                readTensor(in.bytes());
                checkCount(graph_.tensors.size(), ReadLimits::tensors, "tensors");
                break;
            case GraphField::Input:
                graph_.inputs.push_back(readPort(in.bytes()));
                checkCount(graph_.inputs.size(), ReadLimits::links, "inputs");
                break;
            case GraphField::Output:
                graph_.outputs.push_back(readPort(in.bytes()));
                checkCount(graph_.outputs.size(), ReadLimits::links, "outputs");
                break;
            default:
                in.skip();
            }
        }
    }

    void readTensor(std::string_view bytes) {
        Fields<TensorField> in(bytes);
        Tensor tensor;
        std::string_view numbers;
        std::map<std::string, std::string> place;
        std::int64_t location = 0;
        while (in.next()) {
            switch (in.tag()) {
            case TensorField::Dims:
                tensor.shape.push_back(in.whole());
                checkCount(tensor.shape.size(), ReadLimits::rank, "dims");
                break;
            case TensorField::DataType:
                tensor.type = typeOf(in.whole());
                break;
            case TensorField::Name:
                tensor.name = in.name();
                break;
            case TensorField::RawData:
                numbers = in.bytes();
                break;
            case TensorField::ExternalData:
                place.insert(readEntry(in.bytes()));
                checkCount(place.size(), ReadLimits::links, "external_data");
                break;
            case TensorField::DataLocation:
                location = in.whole();
                break;
            default:
                throw Broken{say(ATTUNE_TEXT("core", "The numbers of the tensor “%1” are kept in "
                                                     "a way that isn't read."),
                                 tensor.name)};
            }
        }
        checkedShape(tensor.shape);
        if (location == kExternal)
            numbers = outside(place);
        if (numbers.size() != tensor.size())
            throw Broken{say(ATTUNE_TEXT("core", "The tensor “%1” has %2 bytes where its shape "
                                                 "asks for %3."),
                             tensor.name, numbers.size(), tensor.size())};
        if (!names_.insert(tensor.name).second)
            throw Broken{
                say(ATTUNE_TEXT("core", "The name “%1” stands twice in it."), tensor.name)};
        file_.numbers_.push_back(numbers);
        graph_.tensors.push_back(std::move(tensor));
    }

    // Numbers in the file of weights: no other file is ever opened.
    std::string_view outside(const std::map<std::string, std::string>& place) {
        const auto valueOf = [&](const char* key) {
            const auto it = place.find(key);
            return it == place.end() ? std::string() : it->second;
        };
        if (valueOf("location") != kDataFile)
            throw Broken{say(ATTUNE_TEXT("core", "It asks for numbers in another file than %1."),
                             kDataFile)};
        const std::uint64_t offset = numberOf(valueOf("offset"));
        const std::uint64_t length = numberOf(valueOf("length"));
        const fs::path path = file_.path_.parent_path() / kDataFile;
        std::error_code ignored;
        if (fs::is_symlink(path, ignored) || !fs::is_regular_file(path, ignored))
            throw Broken{
                say(ATTUNE_TEXT("core", "The file %1 with its weights is not there."), kDataFile)};
        if (!file_.data_)
            file_.data_ = std::make_unique<MappedFile>(path);
        const std::string_view all = file_.data_->text();
        if (offset > all.size() || length > all.size() - offset)
            throw Broken{
                say(ATTUNE_TEXT("core", "It asks for numbers beyond the end of %1."), kDataFile)};
        // All are copied, so none may be asked for again and again.
        outside_ += length;
        if (outside_ > all.size())
            throw Broken{
                say(ATTUNE_TEXT("core", "It asks for more numbers than %1 holds."), kDataFile)};
        return all.substr(offset, length);
    }

    OnnxFile& file_;
    Graph& graph_;
    std::set<std::string> names_;
    std::uint64_t outside_ = 0; // bytes that were asked for in the file of weights
};

OnnxFile::OnnxFile(const fs::path& path) : path_(path), file_(path) {
    const auto refuse = [&](const Message& what) {
        throw Error(what, toUtf8(path), say(ATTUNE_TEXT("core", "Export the model again.")));
    };
    try {
        Reader(*this).readModel();
    } catch (const Broken& broken) {
        refuse(broken.what);
    } catch (const protozero::exception&) {
        refuse(say(ATTUNE_TEXT("core", "The file is cut off or broken.")));
    }
}

} // namespace attune::onnx
