// SPDX-License-Identifier: GPL-3.0-or-later
// For tests of folders without texts.
#pragma once

#include "tokenizer/tokenizer.h"

namespace oracle {

using namespace attune;

// Where no tokenizer is needed: it saves nothing.
class NoTokenizer : public Tokenizer {
public:
    Encoding encode(std::string_view, std::optional<std::string_view>,
                    const EncodeOptions&) const override {
        return {};
    }
    std::size_t size() const override { return 0; }
    std::optional<std::int32_t> idOf(std::string_view) const override { return {}; }
    std::string tokenOf(std::int32_t) const override { return {}; }
    std::optional<std::int32_t> unknownId() const override { return {}; }
    std::optional<std::int32_t> padId() const override { return {}; }
    std::size_t specialCount(bool) const override { return 0; }
    std::size_t modelMaxLength() const override { return 0; }
    std::string kind() const override { return "none"; }
    const Problems& warnings() const override { return warnings_; }
    std::vector<std::int32_t> lastingIds() const override { return {}; }
    void needsOf(std::string_view, TokenNeeds&) const override {}
    bool hasNeeds() const override { return false; }
    std::unique_ptr<Tokenizer> extended(std::span<const std::string>) const override { return {}; }
    std::unique_ptr<Tokenizer> trimmed(std::span<const std::int32_t>) const override { return {}; }
    void save(const fs::path&, std::size_t) const override {}

private:
    Problems warnings_;
};

} // namespace oracle
