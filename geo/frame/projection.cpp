// SPDX-License-Identifier: Apache-2.0
#include "geo/base/error.hpp"
#include "geo/frame/proj_part.hpp"

#include <proj.h>

#include <numbers>

namespace geo::detail {

namespace {

constexpr double radians_per_degree = std::numbers::pi / 180.0;

struct context_deleter {
    void operator()(PJ_CONTEXT* context) const { proj_context_destroy(context); }
};
struct pj_deleter {
    void operator()(PJ* transformation) const { proj_destroy(transformation); }
};

class proj_projection : public projection {
public:
    explicit proj_projection(const std::string& definition) : context_(proj_context_create()) {
        proj_log_level(context_.get(), PJ_LOG_NONE);
        proj_context_set_enable_network(context_.get(), 0);
        transformation_.reset(proj_create(context_.get(), definition.c_str()));
        if (!transformation_) {
            throw crs_error(
                definition + ": " +
                proj_context_errno_string(context_.get(), proj_context_errno(context_.get()))
            );
        }
    }

    [[nodiscard]] east_north project(lon_lat p) const override {
        const auto out = proj_trans(transformation_.get(), PJ_FWD, in_radians(p));
        return {metres(out.enu.e), metres(out.enu.n)};
    }

    [[nodiscard]] lon_lat unproject(east_north p) const override {
        const auto out = proj_trans(
            transformation_.get(), PJ_INV, proj_coord(p.east.value(), p.north.value(), 0, 0)
        );
        return {
            longitude(out.lp.lam / radians_per_degree), latitude(out.lp.phi / radians_per_degree)};
    }

    [[nodiscard]] std::optional<double> scale(lon_lat p) const override {
        const auto factors = proj_factors(transformation_.get(), in_radians(p));
        if (proj_errno(transformation_.get()) != 0) {
            return std::nullopt;
        }
        return factors.meridional_scale;
    }

private:
    static PJ_COORD in_radians(lon_lat p) {
        return proj_coord(
            p.lon.value() * radians_per_degree, p.lat.value() * radians_per_degree, 0, 0
        );
    }

    std::unique_ptr<PJ_CONTEXT, context_deleter> context_;
    std::unique_ptr<PJ, pj_deleter> transformation_;
};

std::unique_ptr<projection> make_projection(const std::string& definition) {
    return std::make_unique<proj_projection>(definition);
}

}  // namespace

}  // namespace geo::detail

extern "C" const geo::detail::proj_part* armistice_proj_part() {
    static constexpr geo::detail::proj_part part{geo::detail::make_projection};
    return &part;
}
