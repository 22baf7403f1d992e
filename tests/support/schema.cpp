// SPDX-License-Identifier: Apache-2.0
#include "tests/support/schema.hpp"

#include "planner/config/data_folder.hpp"
#include "tests/support/world.hpp"

#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

namespace world {

std::string problems(const std::string& schema_name, const nlohmann::json& document) {
    const auto rules =
        nlohmann::json::parse(bytes_of(planner::data_folder() + "/schema/" + schema_name));
    valijson::Schema schema;
    valijson::SchemaParser parser;
    parser.populateSchema(valijson::adapters::NlohmannJsonAdapter(rules), schema);
    valijson::Validator validator;
    valijson::ValidationResults results;
    validator.validate(schema, valijson::adapters::NlohmannJsonAdapter(document), &results);
    std::string out;
    valijson::ValidationResults::Error error;
    while (results.popError(error)) {
        for (const auto& step : error.context) {
            out += step;
        }
        out += ": " + error.description + "\n";
    }
    return out;
}

}  // namespace world
