// SPDX-License-Identifier: Apache-2.0
#include "planner/model/zone_words.hpp"

namespace planner {

namespace {

/// As people say it: an input that the user supplies is called by its own name.
std::string plain(const std::string& id) {
    constexpr std::string_view mark = "input:";
    return id.starts_with(mark) ? id.substr(mark.size()) : id;
}

std::string exception_where(const zone_exception& one, const texts& say) {
    if (!one.area.empty()) {
        return say.text<"exception.in_area">(with<"kind">(one.kind), with<"area">(plain(one.area)));
    }
    if (one.radius) {
        return say.text<"exception.within">(
            with<"kind">(one.kind),
            with<"km">(geo::in_kilometres(*one.radius)),
            with<"of">(
                one.centre
                    ? say.text<"stretch.position">(
                          with<"lon">(one.centre->lon.value()), with<"lat">(one.centre->lat.value())
                      )
                    : say.text<"stretch.place">(with<"place">(plain(one.place)))
            )
        );
    }
    return one.place.empty()
               ? one.kind
               : say.text<"exception.at">(with<"kind">(one.kind), with<"place">(plain(one.place)));
}

std::string end_text(const stretch_end& end, const texts& say) {
    if (end.along) {
        return say.text<"stretch.kilometre">(with<"km">(geo::in_kilometres(*end.along)));
    }
    if (end.position) {
        return say.text<"stretch.position">(
            with<"lon">(end.position->lon.value()), with<"lat">(end.position->lat.value())
        );
    }
    return say.text<"stretch.place">(with<"place">(plain(end.place)));
}

std::string direction_text(compass direction, const texts& say) {
    switch (direction) {
    case compass::north:
        return say.text<"direction.north">();
    case compass::east:
        return say.text<"direction.east">();
    case compass::south:
        return say.text<"direction.south">();
    case compass::west:
        return say.text<"direction.west">();
    }
    return {};
}

}  // namespace

std::string ban_text(zone_ban ban, const texts& say) {
    switch (ban) {
    case zone_ban::presence:
        return say.text<"ban.presence">();
    case zone_ban::weapons:
        return say.text<"ban.weapons">();
    case zone_ban::flights:
        return say.text<"ban.flights">();
    case zone_ban::fire:
        return say.text<"ban.fire">();
    case zone_ban::exercises:
        return say.text<"ban.exercises">();
    case zone_ban::reconnaissance:
        return say.text<"ban.reconnaissance">();
    case zone_ban::reinforcement:
        return say.text<"ban.reinforcement">();
    case zone_ban::fortification:
        return say.text<"ban.fortification">();
    case zone_ban::mining:
        return say.text<"ban.mining">();
    }
    return {};
}

std::vector<std::string> cap_texts(const zone_term& zone, const texts& say) {
    std::vector<std::string> out;
    for (const auto& cap : zone.caps) {
        auto text = cap.per == cap_scope::zone
                        ? say.text<"cap.in_zone">(with<"most">(cap.most), with<"what">(cap.what))
                        : say.text<"cap.each_side">(with<"most">(cap.most), with<"what">(cap.what));
        text += cap.text.empty() ? "" : ": " + cap.text;
        text += cap.certainty == "S" ? "" : " (" + cap.certainty + ")";
        out.push_back(std::move(text));
    }
    return out;
}

std::vector<std::string> exception_texts(const zone_term& zone, const texts& say) {
    std::vector<std::string> out;
    for (const auto& one : zone.exceptions) {
        auto text = exception_where(one, say);
        if (one.has_ground()) {
            text = one.cut ? say.text<"exception.cut">(with<"what">(text))
                           : say.text<"exception.marked">(with<"what">(text));
        }
        out.push_back(one.text.empty() ? text : text + ": " + one.text);
    }
    return out;
}

std::string stretch_text(const zone_term& zone, const texts& say) {
    if (!zone.stretch) {
        return {};
    }
    const auto from = end_text(zone.stretch->from, say);
    return zone.stretch->to ? say.text<"stretch.between">(
                                  with<"from">(from), with<"to">(end_text(*zone.stretch->to, say))
                              )
                            : say.text<"stretch.towards">(
                                  with<"direction">(direction_text(zone.stretch->toward, say)),
                                  with<"from">(from)
                              );
}

std::string ground_text(const zone_term& zone, geo::metres depth, const texts& say) {
    const auto km = geo::in_kilometres(depth);
    const auto from = geo::in_kilometres(zone.from_depth);
    switch (zone.rule) {
    case zone_rule::distance:
    case zone_rule::distance_or_range:
        return say.text<"ground.from_line">(with<"km">(km));
    case zone_rule::cannot_reach:
        return say.text<"ground.out_of_reach">(
            with<"km">(km), with<"line">(plain(zone.other_line))
        );
    case zone_rule::band:
        return zone.from_zone.empty()
                   ? say.text<"ground.band">(with<"from">(from), with<"to">(km))
                   : say.text<"ground.band_of_zone">(
                         with<"from">(from), with<"to">(km), with<"zone">(plain(zone.from_zone))
                     );
    case zone_rule::outward:
        return say.text<"ground.outward">(with<"km">(km), with<"of">(plain(zone.border_of)));
    case zone_rule::between:
        return say.text<"ground.between">(
            with<"line">(plain(zone.reference_line)), with<"other">(plain(zone.other_line))
        );
    case zone_rule::circle:
        return zone.place.empty() ? say.text<"ground.about_position">(with<"km">(km))
                                  : say.text<"ground.about_place">(
                                        with<"km">(km), with<"place">(plain(zone.place))
                                    );
    case zone_rule::polygon:
        return zone.area.empty() ? say.text<"ground.drawn">()
                                 : say.text<"ground.in_area">(with<"area">(plain(zone.area)));
    case zone_rule::squares:
        return say.text<"ground.squares">(
            with<"km">(geo::in_kilometres(zone.depth)), with<"line">(plain(zone.reference_line))
        );
    case zone_rule::corridor:
        return say.text<"ground.corridor">(with<"km">(km), with<"route">(plain(zone.route)));
    }
    return {};
}

}  // namespace planner
