// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/events.h"

#include <array>
#include <chrono>
#include <cmath>

namespace attune {

namespace {

// JSON knows neither NaN nor infinity: null stands for both and reads back as NaN.
Json finite(double value) { return std::isfinite(value) ? Json(value) : Json(); }

double real(const Json& json, const char* key) { return JsonFields(json, {}).real(key); }
std::int64_t whole(const Json& json, const char* key) { return JsonFields(json, {}).whole(key); }
std::string text(const Json& json, const char* key) { return JsonFields(json, {}).text(key); }
bool flag(const Json& json, const char* key) { return JsonFields(json, {}).flag(key); }

Message otherRecord() {
    return say(ATTUNE_TEXT("core", "The record is damaged, or of another version of Attune."));
}

[[noreturn]] void refuse(const std::string& what) {
    throw Error(say(ATTUNE_TEXT("core", "This is not an event of a run: %1."), what), {},
                otherRecord());
}

Json messageJson(const Message& message) {
    return {
        {"format", message.format},
        {"args",   message.args  }
    };
}

Message messageOf(const Json& json) {
    Message message{text(json, "format"), json.at("args").get<std::vector<std::string>>()};
    // The template of a message is ours and is shown as it stands, so a foreign file must not
    // bring control characters in through it.
    for (const char c : message.format)
        if (static_cast<unsigned char>(c) < 0x20 && c != '\n')
            throw Error(say(ATTUNE_TEXT("core", "A message holds control characters.")), {},
                        otherRecord());
    return message;
}

// Words of an enumeration, by position.
template <std::size_t Count>
std::size_t indexOf(const std::array<const char*, Count>& words, const std::string& word) {
    for (std::size_t i = 0; i < Count; ++i)
        if (word == words[i])
            return i;
    refuse(word);
}

constexpr std::array<const char*, 3> kSeverities = {"info", "warning", "error"};
constexpr std::array<const char*, 6> kPhases = {"preparing", "training", "evaluating",
                                                "saving",    "testing",  "paused"};
constexpr std::array<const char*, 4> kReasons = {"completed", "early_stopped", "stopped",
                                                 "interrupted"};

template <std::size_t Count, class E>
std::string wordOf(const std::array<const char*, Count>& words, E value) {
    return words[static_cast<std::size_t>(value)];
}

Json problemJson(const Problem& problem) {
    return {
        {"severity", wordOf(kSeverities, problem.severity)},
        {"field",          problem.field                     },
        {"where",          problem.where},
        {"message",          messageJson(problem.message)                   },
        {"hint",          messageJson(problem.hint)   },
        {"text",          problem.text()                   }
    };
}

Problem problemOf(const Json& json) {
    return {static_cast<Problem::Severity>(indexOf(kSeverities, text(json, "severity"))),
            text(json, "field"), text(json, "where"), messageOf(json.at("message")),
            messageOf(json.at("hint"))};
}

// One codec an event: its word, its JSON, and back.
template <class E> struct Codec;

template <> struct Codec<StartedEvent> {
    static constexpr const char* kind = "started";
    static Json write(const StartedEvent& e) {
        return {
            {"steps",            e.steps          },
            {"epochs",           e.epochs         },
            {"steps_per_epoch",  e.stepsPerEpoch  },
            {"train_texts",      e.trainTexts     },
            {"validation_texts", e.validationTexts},
            {"test_texts",       e.testTexts      },
            {"resumed_at",       e.resumedAt      },
            {"labels",           e.labels         },
            {"device",           e.device         },
            {"device_reason",    e.deviceReason   },
            {"precision",        e.precision      },
            {"precision_reason", e.precisionReason},
            {"engine",           e.engine         },
            {"engine_reason",    e.engineReason   },
            {"first_batch",      e.firstBatch     }
        };
    }
    static StartedEvent read(const Json& j) {
        return {whole(j, "steps"),
                whole(j, "epochs"),
                whole(j, "steps_per_epoch"),
                whole(j, "train_texts"),
                whole(j, "validation_texts"),
                whole(j, "test_texts"),
                whole(j, "resumed_at"),
                j.at("labels").get<std::vector<std::string>>(),
                text(j, "device"),
                text(j, "device_reason"),
                text(j, "precision"),
                text(j, "precision_reason"),
                text(j, "engine"),
                text(j, "engine_reason"),
                j.at("first_batch").get<std::vector<std::string>>()};
    }
};

template <> struct Codec<StepEvent> {
    static constexpr const char* kind = "step";
    static Json write(const StepEvent& e) {
        return {
            {"step",          e.step                },
            {"epoch",         finite(e.epoch)       },
            {"loss",          finite(e.loss)        },
            {"learning_rate", finite(e.learningRate)},
            {"gradient_norm", finite(e.gradientNorm)},
            {"texts",         e.texts               },
            {"tokens",        e.tokens              },
            {"seconds",       finite(e.seconds)     }
        };
    }
    static StepEvent read(const Json& j) {
        return {whole(j, "step"),         real(j, "epoch"),         real(j, "loss"),
                real(j, "learning_rate"), real(j, "gradient_norm"), whole(j, "texts"),
                whole(j, "tokens"),       real(j, "seconds")};
    }
};

template <> struct Codec<EvaluatedEvent> {
    static constexpr const char* kind = "evaluated";
    static Json write(const EvaluatedEvent& e) {
        return {
            {"step",    e.step           },
            {"epoch",   finite(e.epoch)  },
            {"metrics", toJson(e.metrics)},
            {"best",    e.best           },
            {"seconds", finite(e.seconds)}
        };
    }
    static EvaluatedEvent read(const Json& j) {
        return {whole(j, "step"), real(j, "epoch"), metricsFromJson(j.at("metrics")),
                flag(j, "best"), real(j, "seconds")};
    }
};

template <> struct Codec<CheckpointedEvent> {
    static constexpr const char* kind = "checkpointed";
    static Json write(const CheckpointedEvent& e) {
        return {
            {"step",  e.step },
            {"path",  e.path },
            {"bytes", e.bytes},
            {"best",  e.best }
        };
    }
    static CheckpointedEvent read(const Json& j) {
        return {whole(j, "step"), text(j, "path"), static_cast<std::uint64_t>(whole(j, "bytes")),
                flag(j, "best")};
    }
};

template <> struct Codec<WarningEvent> {
    static constexpr const char* kind = "warning";
    static Json write(const WarningEvent& e) {
        return {
            {"step",    e.step                },
            {"problem", problemJson(e.problem)}
        };
    }
    static WarningEvent read(const Json& j) {
        return {whole(j, "step"), problemOf(j.at("problem"))};
    }
};

template <> struct Codec<RangePointEvent> {
    static constexpr const char* kind = "range_point";
    static Json write(const RangePointEvent& e) {
        return {
            {"learning_rate", finite(e.learningRate)},
            {"loss",          finite(e.loss)        },
            {"smoothed",      finite(e.smoothed)    }
        };
    }
    static RangePointEvent read(const Json& j) {
        return {real(j, "learning_rate"), real(j, "loss"), real(j, "smoothed")};
    }
};

template <> struct Codec<RangeDoneEvent> {
    static constexpr const char* kind = "range_done";
    static Json write(const RangeDoneEvent& e) {
        return {
            {"proposed_rate", finite(e.proposedRate)},
            {"reason",        messageJson(e.reason) },
            {"text",          e.reason.text()       }
        };
    }
    static RangeDoneEvent read(const Json& j) {
        return {real(j, "proposed_rate"), messageOf(j.at("reason"))};
    }
};

template <> struct Codec<RehearsedEvent> {
    static constexpr const char* kind = "rehearsed";
    static Json write(const RehearsedEvent& e) {
        Json problems = Json::array();
        for (const Problem& problem : e.problems)
            problems.push_back(problemJson(problem));
        return {
            {"epochs",             e.epochs                   },
            {"steps",              e.steps                    },
            {"steps_per_epoch",    e.stepsPerEpoch            },
            {"evaluations",        e.evaluations              },
            {"epoch_seconds",      finite(e.epochSeconds)     },
            {"evaluation_seconds", finite(e.evaluationSeconds)},
            {"checkpoint_seconds", finite(e.checkpointSeconds)},
            {"seconds",            finite(e.seconds)          },
            {"texts_per_second",   finite(e.textsPerSecond)   },
            {"tokens_per_second",  finite(e.tokensPerSecond)  },
            {"device",             e.device                   },
            {"memory",             e.memory                   },
            {"memory_left",        e.memoryLeft               },
            {"memory_total",       e.memoryTotal              },
            {"checkpoint_bytes",   e.checkpointBytes          },
            {"checkpoints",        e.checkpoints              },
            {"disk_bytes",         e.diskBytes                },
            {"disk_free",          e.diskFree                 },
            {"fits",               e.fits()                   },
            {"problems",           problems                   }
        };
    }
    static RehearsedEvent read(const Json& j) {
        const auto bytes = [&](const char* key) {
            return static_cast<std::uint64_t>(whole(j, key));
        };
        RehearsedEvent e;
        e.epochs = whole(j, "epochs");
        e.steps = whole(j, "steps");
        e.stepsPerEpoch = whole(j, "steps_per_epoch");
        e.evaluations = whole(j, "evaluations");
        e.epochSeconds = real(j, "epoch_seconds");
        e.evaluationSeconds = real(j, "evaluation_seconds");
        e.checkpointSeconds = real(j, "checkpoint_seconds");
        e.seconds = real(j, "seconds");
        e.textsPerSecond = real(j, "texts_per_second");
        e.tokensPerSecond = real(j, "tokens_per_second");
        e.device = text(j, "device");
        e.memory = bytes("memory");
        e.memoryLeft = bytes("memory_left");
        e.memoryTotal = bytes("memory_total");
        e.checkpointBytes = bytes("checkpoint_bytes");
        e.checkpoints = whole(j, "checkpoints");
        e.diskBytes = bytes("disk_bytes");
        e.diskFree = bytes("disk_free");
        for (const Json& problem : j.at("problems"))
            e.problems.push_back(problemOf(problem));
        return e;
    }
};

template <> struct Codec<PhaseEvent> {
    static constexpr const char* kind = "phase";
    static Json write(const PhaseEvent& e) {
        return {
            {"phase", wordOf(kPhases, e.phase)},
            {"done",       finite(e.done)               },
            {"all",       finite(e.all) }
        };
    }
    static PhaseEvent read(const Json& j) {
        return {static_cast<PhaseEvent::Phase>(indexOf(kPhases, text(j, "phase"))), real(j, "done"),
                real(j, "all")};
    }
};

template <> struct Codec<FinishedEvent> {
    static constexpr const char* kind = "finished";
    static Json write(const FinishedEvent& e) {
        return {
            {"reason", wordOf(kReasons, e.reason)},
            {"step",        e.step                 },
            {"best_step",        e.bestStep},
            {"has_test",        e.hasTest                  },
            {"test",        e.hasTest ? toJson(e.test) : Json()},
            {"validation",        !e.hasTest && e.test.texts > 0 ? toJson(e.test) : Json()            },
            {"train_seconds",        finite(e.trainSeconds)},
            {"samples_per_second",        finite(e.samplesPerSecond)       },
            {"tokens_per_second",        finite(e.tokensPerSecond)},
            {"model",        e.model                   }
        };
    }
    // Earlier versions wrote figures of the validation part as those of a test.
    static Metrics metricsOf(const Json& j) {
        if (!j.at("test").is_null())
            return metricsFromJson(j.at("test"));
        return j.contains("validation") && !j.at("validation").is_null()
                   ? metricsFromJson(j.at("validation"))
                   : Metrics();
    }
    static FinishedEvent read(const Json& j) {
        return {static_cast<FinishedEvent::Reason>(indexOf(kReasons, text(j, "reason"))),
                whole(j, "step"),
                whole(j, "best_step"),
                flag(j, "has_test"),
                metricsOf(j),
                real(j, "train_seconds"),
                real(j, "samples_per_second"),
                real(j, "tokens_per_second"),
                text(j, "model")};
    }
};

template <> struct Codec<FailedEvent> {
    static constexpr const char* kind = "failed";
    static Json write(const FailedEvent& e) {
        const std::string full = Error(e.what, e.where, e.hint).what();
        return {
            {"step",  e.step             },
            {"what",  messageJson(e.what)},
            {"where", e.where            },
            {"hint",  messageJson(e.hint)},
            {"text",  full               }
        };
    }
    static FailedEvent read(const Json& j) {
        return {whole(j, "step"), messageOf(j.at("what")), text(j, "where"),
                messageOf(j.at("hint"))};
    }
};

// Tries the codecs of the variant's alternatives in turn.
template <std::size_t Index = 0> EventBody bodyOf(const std::string& kind, const Json& json) {
    if constexpr (Index == std::variant_size_v<EventBody>) {
        refuse(kind);
    } else {
        using E = std::variant_alternative_t<Index, EventBody>;
        if (kind == Codec<E>::kind)
            return Codec<E>::read(json);
        return bodyOf<Index + 1>(kind, json);
    }
}

} // namespace

Event eventNow(EventBody body) {
    using namespace std::chrono;
    return {duration<double>(system_clock::now().time_since_epoch()).count(), std::move(body)};
}

Json toJson(const Event& event) {
    Json json = std::visit(
        [](const auto& body) {
            using E = std::decay_t<decltype(body)>;
            Json out = Codec<E>::write(body);
            out["event"] = Codec<E>::kind;
            return out;
        },
        event.body);
    json["time"] = finite(event.time);
    return json;
}

Event eventFromJson(const Json& json, const std::string& where) {
    try {
        return {real(json, "time"), bodyOf(text(json, "event"), json)};
    } catch (const Json::exception&) {
        throw Error(say(ATTUNE_TEXT("core", "This is not an event of a run: a value is missing or "
                                            "of the wrong kind.")),
                    where, otherRecord());
    } catch (const Error& error) {
        const std::string place = where.empty() || error.where().empty()
                                      ? where + error.where()
                                      : where + ", " + error.where();
        throw Error(error.message(), place, error.hint());
    }
}

} // namespace attune
