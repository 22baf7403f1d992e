// SPDX-License-Identifier: Apache-2.0
#include "geo/io/write_dxf.hpp"

#include "geo/base/error.hpp"
#include "geo/geometry/box.hpp"
#include "geo/io/by_gdal.hpp"
#include "geo/io/gdal_session.hpp"
#include "geo/measure/geodesic.hpp"

#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogr_spatialref.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <cmath>
#include <memory>

namespace geo {

namespace {

struct plane_point {
    double x = 0;
    double y = 0;
};

/// EPSG 326zz and 327zz: WGS 84 / UTM zone zz north and south; 32661 and 32761: UPS.
int utm_of(lon_lat p) {
    if (p.lat.value() > 84) {
        return 32661;
    }
    if (p.lat.value() < -80) {
        return 32761;
    }
    const int zone = std::min(60, static_cast<int>(std::floor((p.lon.value() + 180) / 6)) + 1);
    return (p.lat.value() < 0 ? 32700 : 32600) + zone;
}

class plane {
public:
    plane(const std::string& wanted, lon_lat middle) {
        const auto name = wanted.empty() ? fmt::format("EPSG:{}", utm_of(middle)) : wanted;
        const detail::message_trap trap;
        OGRSpatialReference system;
        // No file and no address: what is asked for is a name.
        constexpr const char* only_names[] = {
            "ALLOW_NETWORK_ACCESS=NO", "ALLOW_FILE_ACCESS=NO", nullptr};
        if (system.SetFromUserInput(name.c_str(), only_names) != OGRERR_NONE) {
            throw input_error("no reference system '" + name + "'; name one as EPSG:32637");
        }
        if (system.IsProjected() == 0 || std::abs(system.GetLinearUnits() - 1) > 1e-12) {
            throw input_error(
                "'" + name +
                "' is not projected in metres; a drawing needs such a system, as EPSG:32637"
            );
        }
        system.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
        OGRSpatialReference wgs84;
        wgs84.importFromEPSG(4326);
        wgs84.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
        OGRCoordinateTransformationOptions options;
        options.SetBallparkAllowed(false);
        OSRSetPROJEnableNetwork(FALSE);
        transformation_.reset(OGRCreateCoordinateTransformation(&wgs84, &system, options));
        if (!transformation_) {
            throw crs_error(trap.text("no transformation to '" + name + "' is known"));
        }
        const char* title = system.GetName();
        name_ = std::string(title == nullptr ? "" : title) + " (" + name + ")";
    }

    [[nodiscard]] const std::string& name() const { return name_; }

    [[nodiscard]] plane_point project(lon_lat p) const {
        plane_point out{p.lon.value(), p.lat.value()};
        int placed = FALSE;
        const detail::message_trap trap;
        transformation_->Transform(1, &out.x, &out.y, nullptr, &placed);
        if (placed == FALSE || !std::isfinite(out.x) || !std::isfinite(out.y)) {
            throw crs_error(fmt::format(
                "lon {} lat {} cannot be drawn in {}; choose another system",
                p.lon.value(),
                p.lat.value(),
                name_
            ));
        }
        return out;
    }

private:
    struct destroyer {
        void operator()(OGRCoordinateTransformation* one) const {
            OGRCoordinateTransformation::DestroyCT(one);
        }
    };
    std::unique_ptr<OGRCoordinateTransformation, destroyer> transformation_;
    std::string name_;
};

/// Adds what comes after `a` up to `b`, so that no piece leaves the edge by more than the tolerance.
void add_edge(
    const plane& onto,
    lon_lat a,
    lon_lat b,
    double tolerance,
    int depth,
    std::vector<plane_point>& out
) {
    const lon_lat middle{
        longitude((a.lon.value() + b.lon.value()) / 2),
        latitude((a.lat.value() + b.lat.value()) / 2)};
    const auto p = onto.project(a);
    const auto q = onto.project(b);
    const auto m = onto.project(middle);
    // Twice the sagitta in the middle bounds that of a curve of one bend, as these are.
    const bool straight = 2 * std::hypot((p.x + q.x) / 2 - m.x, (p.y + q.y) / 2 - m.y) <= tolerance;
    if (straight || depth == 0) {
        out.push_back(q);
        return;
    }
    add_edge(onto, a, middle, tolerance, depth - 1, out);
    add_edge(onto, middle, b, tolerance, depth - 1, out);
}

class dxf_writer {
public:
    dxf_writer(const std::vector<drawing_item>& items, const drawing_options& options)
        : items_(items), options_(options), box_(box_of_all()), plane_(options.crs, box_.centre()) {
    }

    drawing run() {
        drawing out;
        out.crs = plane_.name();
        measure_scale(out);
        const detail::memory_file file("plan.dxf");
        detail::register_drivers({"DXF"});
        auto* driver = GetGDALDriverManager()->GetDriverByName("DXF");
        if (driver == nullptr) {
            throw io_error("drawing: this GDAL was built without DXF");
        }
        detail::dataset_ptr dataset(
            driver->Create(file.path().c_str(), 0, 0, 0, GDT_Unknown, nullptr)
        );
        require(dataset != nullptr);
        layer_ = dataset->CreateLayer("entities", nullptr, wkbUnknown, nullptr);
        require(layer_ != nullptr);
        for (const auto& item : items_) {
            draw(item);
        }
        dataset.reset();
        require(!trap_.failed());
        out.entities = entities_;
        for (const auto& line : options_.comments) {
            out.bytes += "999\n" + one_line(line) + "\n";
        }
        out.bytes += fmt::format(
            "999\nCoordinates: {}, metres. A length drawn is {:.4f} to {:.4f} times that on the "
            "ground.\n",
            one_line(out.crs),
            out.least_scale,
            out.largest_scale
        );
        out.bytes += file.bytes();
        return out;
    }

private:
    /// A line of a file of lines.
    static std::string one_line(std::string text) {
        std::replace_if(
            text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7F; }, ' '
        );
        return text;
    }

    [[nodiscard]] lon_lat_box box_of_all() const {
        lon_lat_box box;
        for (const auto& item : items_) {
            if (const auto* points = std::get_if<std::vector<lon_lat>>(&item.shape)) {
                box.add_all(*points);
            } else if (const auto* lines = std::get_if<multi_line_string<lon_lat>>(&item.shape)) {
                for (const auto& line : *lines) {
                    box.add_all(line);
                }
            } else if (const auto* areas = std::get_if<multi_polygon<lon_lat>>(&item.shape)) {
                for_each_ring(*areas, [&](const auto& ring) { box.add_all(ring); });
            }
        }
        if (box.empty()) {
            throw input_error("there is nothing to draw");
        }
        return box;
    }

    void measure_scale(drawing& out) {
        constexpr int steps = 8;
        constexpr metres length{100};
        bool first = true;
        for (int i = 0; i <= steps; ++i) {
            for (int k = 0; k <= steps; ++k) {
                const lon_lat p{
                    longitude(box_.west + (box_.east - box_.west) * i / steps),
                    latitude(box_.south + (box_.north - box_.south) * k / steps)};
                const auto from = plane_.project(p);
                for (const auto azimuth : {degrees(0), degrees(90)}) {
                    const auto to = plane_.project(destination(p, azimuth, length));
                    const auto scale = std::hypot(to.x - from.x, to.y - from.y) / length.value();
                    out.least_scale = first ? scale : std::min(out.least_scale, scale);
                    out.largest_scale = first ? scale : std::max(out.largest_scale, scale);
                    first = false;
                }
            }
        }
        const auto a = plane_.project({longitude(box_.west), latitude(box_.south)});
        const auto b = plane_.project({longitude(box_.east), latitude(box_.north)});
        // 2 mm where the whole is on a sheet of A1, whose diagonal is 1,030 mm (ISO 216); ISO 3098
        // has heights of 1.8 and 2.5 mm.
        text_height_ = std::max(1.0, std::round(std::hypot(a.x - b.x, a.y - b.y) / 500 / 10) * 10);
    }

    void require(bool done) const {
        if (!done) {
            throw io_error("drawing: cannot be made: " + trap_.text("GDAL does not say why"));
        }
    }

    void add(
        const drawing_item& item, std::unique_ptr<OGRGeometry> shape, const std::string& style
    ) {
        const OGRFeatureUniquePtr made(OGRFeature::CreateFeature(layer_->GetLayerDefn()));
        made->SetField("Layer", item.layer.c_str());
        made->SetStyleString(style.c_str());
        made->SetGeometryDirectly(shape.release());
        require(layer_->CreateFeature(made.get()) == OGRERR_NONE);
        ++entities_;
    }

    template <class Chain>
    void draw_chain(const drawing_item& item, const Chain& chain) {
        if (chain.size() < 2) {
            return;
        }
        std::vector<plane_point> places{plane_.project(chain.front())};
        constexpr int deepest = 20;
        for (std::size_t i = 0; i + 1 < chain.size(); ++i) {
            add_edge(plane_, chain[i], chain[i + 1], options_.tolerance.value(), deepest, places);
        }
        auto line = std::make_unique<OGRLineString>();
        line->setNumPoints(static_cast<int>(places.size()), FALSE);
        for (std::size_t i = 0; i < places.size(); ++i) {
            line->setPoint(static_cast<int>(i), to_grid(places[i].x), to_grid(places[i].y));
        }
        add(item, std::move(line), fmt::format("PEN(c:{})", colour_of(item)));
    }

    /// Tenths of a millimetre, so that no processor's last digit is in the file.
    static double to_grid(double value) { return std::round(value * 1e4) / 1e4; }

    static std::string colour_of(const drawing_item& item) {
        return fmt::format("#{:02X}{:02X}{:02X}", item.colour[0], item.colour[1], item.colour[2]);
    }

    [[nodiscard]] std::unique_ptr<OGRPoint> point_at(lon_lat p) const {
        const auto at = plane_.project(p);
        return std::make_unique<OGRPoint>(to_grid(at.x), to_grid(at.y));
    }

    void draw(const drawing_item& item) {
        if (const auto* points = std::get_if<std::vector<lon_lat>>(&item.shape)) {
            for (const auto& p : *points) {
                add(item, point_at(p), fmt::format("SYMBOL(c:{})", colour_of(item)));
            }
        } else if (const auto* lines = std::get_if<multi_line_string<lon_lat>>(&item.shape)) {
            for (const auto& line : *lines) {
                draw_chain(item, line);
            }
        } else if (const auto* areas = std::get_if<multi_polygon<lon_lat>>(&item.shape)) {
            for_each_ring(*areas, [&](const auto& ring) { draw_chain(item, ring); });
        }
        if (!item.label.empty() && item.label_at) {
            add(item,
                point_at(*item.label_at),
                fmt::format(
                    R"(LABEL(f:"Arial",t:"{}",s:{}g,c:{}))",
                    label_text(item.label),
                    text_height_,
                    colour_of(item)
                ));
        }
    }

    /// Quotes would end the text in a style, braces group it in MTEXT, percent signs call characters.
    static std::string label_text(const std::string& text) {
        std::string out;
        for (const char c : one_line(text)) {
            out += c == '"' ? '\'' : c == '{' ? '(' : c == '}' ? ')' : c == '\\' ? '/' : c;
            if (c == '%') {
                out += ' ';
            }
        }
        return out;
    }

    const std::vector<drawing_item>& items_;
    const drawing_options& options_;
    lon_lat_box box_;
    plane plane_;
    detail::message_trap trap_;
    OGRLayer* layer_ = nullptr;
    double text_height_ = 1;
    std::size_t entities_ = 0;
};

}  // namespace

drawing detail::by_gdal::to_dxf(
    const std::vector<drawing_item>& items, const drawing_options& options
) {
    return dxf_writer(items, options).run();
}

}  // namespace geo
