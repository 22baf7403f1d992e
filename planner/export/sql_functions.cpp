// SPDX-License-Identifier: Apache-2.0
// Longer than a source should be: it is one script in two parts.
#include "planner/export/sql_functions.hpp"

namespace planner {

namespace {

constexpr std::string_view tables = R"sql(
begin;
set local client_min_messages = warning;
create extension if not exists postgis;
create extension if not exists btree_gist;
create schema armistice;
set local search_path = armistice, public;

create table plan (
    plan_id text not null, plan_version text not null, time_zone text not null, status_as_of timestamptz
);
-- About all zones and phases, and the same with three degrees more on each side.
create table extent (box box not null, wide box not null);
create table party (number int primary key, id text not null, name text not null);
-- Ids, names and roles by which a report may call a side; '' is "not told", 0.
create table party_word (word text primary key, party int not null);
-- Classes and systems of weapons; '' is "not told", 0.
create table weapon_word (number int primary key, word text unique not null);
-- What a zone, the area of a phase or an exception covers.
create table ground (number int primary key, shape geometry(MultiPolygon, 4326) not null);
-- Its edge as chords on the ellipsoid, geocentric metres (WGS 84).
create table chord (
    ground int not null,
    x1 float8 not null, y1 float8 not null, z1 float8 not null,
    x2 float8 not null, y2 float8 not null, z2 float8 not null,
    place geometry(LineStringZ) generated always as (
        ST_MakeLine(ST_MakePoint(x1, y1, z1), ST_MakePoint(x2, y2, z2))
    ) stored
);
-- Whatever forbids something: a zone; the area of a phase for who has left it, and (entry) for the
-- other party; a rule without ground of its own.
create table clause (
    number int primary key, kind text not null, id text not null, title text not null, clause text not null,
    binds int not null, ground int references ground, is_everywhere boolean not null,
    edge_basis text not null, edge_accuracy_m float8 not null, edge_error_m float8 not null,
    has_caps boolean not null, has_storage boolean not null
);
-- Cells of 5 degrees, by their south-west corner, in which rules without ground of their own hold.
create table rule_cell (west int not null, south int not null, primary key (west, south));
create table exception (
    clause int not null references clause, number int not null, kind text not null, cut boolean not null,
    ground int not null references ground, primary key (clause, number)
);
create table cap (clause int not null references clause, weapon int not null, most float8 not null);
-- When a clause is in force, as events of the status have moved it: [from, until).
create table force (
    clause int not null references clause, valid_from timestamptz not null, valid_until timestamptz not null
);
-- Clauses that what is told may break; is_whole: whatever the word may mean.
create table candidate (
    what text not null, weapon int not null, clause int not null references clause, is_whole boolean not null,
    primary key (what, weapon, clause)
);
create table what (word text primary key);
-- Yours to fill. from_time alone is an instant; times are whole seconds.
create table reports (
    report_id text, from_time timestamptz, to_time timestamptz, what text, weapon_class text, side text,
    lon float8, lat float8, accuracy_m float8, count float8
);
)sql";

constexpr std::string_view functions = R"sql(
create table piece as
    select number as ground, ST_Subdivide(shape, 64) as shape from ground where not ST_IsEmpty(shape);
create index on piece using gist (ground, shape);
create index on chord using gist (ground, place gist_geometry_ops_nd);
create index on force (clause);
create index on cap (clause, weapon);
analyze;

-- Geocentric position of a place on the ellipsoid, metres. WGS 84, NIMA TR8350.2 table 3.1.
create function in_space(lon float8, lat float8, out x float8, out y float8, out z float8)
language plpgsql immutable parallel safe as $$
declare
    sine float8 := sin(radians(lat));
    cosine float8 := case when abs(lat) >= 90 then 0 else cos(radians(lat)) end;
    n float8 := 6378137.0::float8 / sqrt(1.0::float8 - 0.0066943799901413165::float8 * sine * sine);
begin
    x := n * cosine * cos(radians(lon));
    y := n * cosine * sin(radians(lon));
    z := n * 0.9933056200098587::float8 * sine;
end $$;

-- Length of the geodesic between two positions on the ellipsoid: the arc over their chord on the circle
-- whose curvature is that by which the normals turn along it (2 cm at 1,000 km).
create function ground_metres(
    x1 float8, y1 float8, z1 float8, x2 float8, y2 float8, z2 float8
) returns float8 language plpgsql immutable parallel safe as $$
declare
    wx float8 := x2 - x1;
    wy float8 := y2 - y1;
    wz float8 := z2 - z1;
    square float8 := wx * wx + wy * wy + wz * wz;
    chord float8 := sqrt(square);
    up1 float8 := z1 / 0.9933056200098587::float8;
    up2 float8 := z2 / 0.9933056200098587::float8;
    unit1 float8;
    unit2 float8;
    bend float8;
    half float8;
begin
    if square = 0 then
        return 0;
    end if;
    unit1 := 1.0::float8 / sqrt(x1 * x1 + y1 * y1 + up1 * up1);
    unit2 := 1.0::float8 / sqrt(x2 * x2 + y2 * y2 + up2 * up2);
    bend := ((unit2 * x2 - unit1 * x1) * wx + (unit2 * y2 - unit1 * y1) * wy +
             (unit2 * up2 - unit1 * up1) * wz) / square;
    half := least(1.0::float8, bend * chord / 2);
    if half < 1e-3::float8 then
        return chord * (1 + half * half * (1.0::float8 / 6 + half * half * (3.0::float8 / 40)));
    end if;
    return 2 / bend * asin(half);
end $$;

create function covers(of_ground int, lon float8, lat float8)
returns boolean language sql stable parallel safe as $$
    -- On the meridian of 180 degrees: a hair to either side of it, for areas are cut there.
    select exists (
        select from armistice.piece, unnest(
            case when abs(lon) = 180 then array[180 - 1e-9::float8, -180 + 1e-9::float8]
                 else array[lon] end
        ) x
        where ground = of_ground and ST_Intersects(shape, ST_SetSRID(ST_MakePoint(x, lat), 4326))
    )
$$;

-- Metres from the edge, positive inside; null of an empty ground.
create function signed_distance(of_ground int, lon float8, lat float8)
returns float8 language plpgsql stable parallel safe as $$
declare
    p record;
    c record;
    lx float8;
    ly float8;
    lz float8;
    along float8;
    t float8 := 0;
    metres float8;
begin
    select x, y, z from armistice.in_space(lon, lat) into p;
    select x1, y1, z1, x2, y2, z2 from armistice.chord where ground = of_ground
        order by place <<->> ST_MakePoint(p.x, p.y, p.z) limit 1 into c;
    if not found then
        return null;
    end if;
    lx := c.x2 - c.x1;
    ly := c.y2 - c.y1;
    lz := c.z2 - c.z1;
    along := lx * lx + ly * ly + lz * lz;
    if along > 0 then
        t := least(greatest(
            ((p.x - c.x1) * lx + (p.y - c.y1) * ly + (p.z - c.z1) * lz) * (1 / along), 0), 1);
    end if;
    metres := armistice.ground_metres(
        p.x, p.y, p.z, c.x1 + t * lx, c.y1 + t * ly, c.z1 + t * lz);
    return case when armistice.covers(of_ground, lon, lat) then metres else -metres end;
end $$;

-- 0 outside, 1 unclear, 2 inside, with an uncertainty.
create function place_in(
    of_ground int, lon float8, lat float8, uncertainty float8, out lie int, out metres float8
) language plpgsql stable parallel safe as $$
begin
    metres := armistice.signed_distance(of_ground, lon, lat);
    lie := case when metres is null then 0
                when abs(metres) <= uncertainty then 1
                when metres > 0 then 2 else 0 end;
end $$;

-- The share of an interval, or of an instant, in which a clause is in force.
create function in_force(of_clause int, from_time timestamptz, to_time timestamptz)
returns float8 language plpgsql stable parallel safe as $$
declare
    held float8;
    whole float8;
begin
    if to_time is null or to_time <= from_time then
        return case when exists (
            select from armistice.force
            where clause = of_clause and valid_from <= from_time and from_time < valid_until
        ) then 1 else 0 end;
    end if;
    select coalesce(sum(extract(epoch from least(valid_until, to_time) -
                                           greatest(valid_from, from_time))), 0)
        from armistice.force
        where clause = of_clause and valid_from < to_time and valid_until > from_time into held;
    whole := extract(epoch from to_time - from_time);
    return case when held = whole then 1 else held / whole end;
end $$;

create function rules_hold_at(lon float8, lat float8)
returns boolean language sql stable parallel safe as $$
    select exists (
        select from armistice.rule_cell
        where west = 5 * least(floor((lon + 180) / 5), 71) - 180 and
              south = 5 * least(floor((lat + 90) / 5), 35) - 90
    )
$$;

-- rank: 0 not covered, 1 compliant, 2 inconclusive, 3 violation.
create type opinion as (
    rank int, because text, class text, clause int, binds int, side int, metres float8,
    uncertainty_m float8, in_force float8
);

-- Does the first say more than the second?
create function says_more(a opinion, b opinion)
returns boolean language plpgsql immutable parallel safe as $$
begin
    if a.rank <> b.rank then
        return a.rank > b.rank;
    end if;
    if a.clause is null or b.clause is null then
        return b.clause is null and a.clause is not null;
    end if;
    if a.metres is null or b.metres is null then
        return b.metres is null and a.metres is not null;
    end if;
    return a.metres > b.metres;
end $$;

-- Among equals the first.
create function best_for(party int, opinions opinion[])
returns opinion language plpgsql immutable parallel safe as $$
declare
    best armistice.opinion := row(0, null, null, null, null, party, null, null, 1);
    one armistice.opinion;
begin
    foreach one in array opinions loop
        if (one.binds = 0 or one.binds = party) and
           (best.clause is null or armistice.says_more(one, best)) then
            best := one;
        end if;
    end loop;
    best.side := party;
    return best;
end $$;

-- What one clause, in force for a share of the time, says of a report.
create function opinion_of(
    law clause, is_whole boolean, share float8, r_what text, r_weapon int, r_lon float8, r_lat float8,
    r_accuracy float8, r_count float8
) returns opinion language plpgsql stable parallel safe as $$
declare
    out_of armistice.opinion :=
        row(3, null, null, law.number, law.binds, 0, null, null, share);
    found_place record;
    marked record;
    most float8;
begin
    if law.ground is not null then
        out_of.uncertainty_m := r_accuracy + law.edge_accuracy_m + law.edge_error_m;
        select lie, metres from armistice.place_in(
            law.ground, r_lon, r_lat, out_of.uncertainty_m) into found_place;
        out_of.metres := found_place.metres;
        if found_place.lie = 0 then
            out_of.rank := 1;
            return out_of;
        end if;
        if found_place.lie = 1 then
            out_of.because := coalesce(out_of.because, 'place');
            out_of.rank := 2;
        end if;
        for marked in select ground from armistice.exception
            where clause = law.number and not cut order by number
        loop
            if (armistice.place_in(marked.ground, r_lon, r_lat, out_of.uncertainty_m)).lie <> 0 then
                out_of.because := coalesce(out_of.because, 'exception');
                out_of.rank := 2;
            end if;
        end loop;
        if law.has_caps and r_what in ('weapon', 'movement', 'reinforcement') then
            select c.most from armistice.cap c
                where c.clause = law.number and c.weapon = r_weapon and r_what = 'weapon' into most;
            if most is null then
                out_of.because := coalesce(out_of.because, 'cap');
                out_of.rank := 2;
            elsif coalesce(r_count, 1) <= most then
                out_of.rank := 1;
                out_of.because := null;
                out_of.class := 'within_cap';
                return out_of;
            end if;
        end if;
    elsif not law.is_everywhere then
        out_of.because := coalesce(out_of.because, 'ground');
        out_of.rank := 2;
    end if;
    if share < 1 then
        out_of.because := coalesce(out_of.because, 'time');
        out_of.rank := 2;
    end if;
    if not is_whole then
        out_of.because := coalesce(out_of.because, 'weapon');
        out_of.rank := 2;
    end if;
    if r_what = 'thermal_anomaly' then
        out_of.because := coalesce(out_of.because, 'fire_only');
        out_of.rank := 2;
    elsif r_what in ('storage_missing', 'denied_access', 'device_off') then
        out_of.because := coalesce(out_of.because, 'not_verified');
        out_of.rank := 2;
    end if;
    return out_of;
end $$;

-- Outside of every zone for it: is it where it should be stored?
create function class_beyond(
    r_what text, r_weapon int, r_side int, r_from timestamptz, r_to timestamptz, r_lon float8,
    r_lat float8, r_accuracy float8
) returns text language plpgsql stable parallel safe as $$
declare
    law record;
    site record;
    where_to int;
    storage boolean := false;
    mapped boolean := false;
begin
    for law in select c.* from armistice.candidate k join armistice.clause c on c.number = k.clause
        where k.what = r_what and k.weapon = r_weapon and
              (c.binds = 0 or r_side = 0 or c.binds = r_side) and
              armistice.in_force(c.number, r_from, r_to) > 0
        order by c.number
    loop
        storage := storage or law.has_storage;
        for site in select * from armistice.exception where clause = law.number order by number loop
            mapped := mapped or site.kind = 'storage_site';
            where_to := (armistice.place_in(
                site.ground, r_lon, r_lat, r_accuracy + 0 + law.edge_error_m)).lie;
            if where_to = 2 then
                return case when site.kind = 'storage_site' then 'in_storage' else 'in_exception' end;
            end if;
            if where_to = 1 and site.kind = 'storage_site' then
                return 'unverifiable';
            end if;
        end loop;
    end loop;
    return case when storage and mapped then 'beyond_line_outside_storage' else 'beyond_line' end;
end $$;

create function is_in_some_zone(
    r_side int, r_from timestamptz, r_to timestamptz, r_lon float8, r_lat float8, r_accuracy float8
) returns boolean language sql stable parallel safe as $$
    select exists (
        select from armistice.clause c
        where c.kind = 'zone' and (c.binds = 0 or r_side = 0 or c.binds = r_side) and
              armistice.in_force(c.number, r_from, r_to) > 0 and
              armistice.covers(c.ground, r_lon, r_lat) and
              (armistice.place_in(
                  c.ground, r_lon, r_lat, r_accuracy + c.edge_accuracy_m + c.edge_error_m)).lie = 2
    )
$$;

-- The verdict on one report, words and sides by their numbers. Gives what `armistice monitor` gives, but
-- for probabilities, which are not worked out here.
create function judge(
    r_what text, r_weapon int, r_side int, r_from timestamptz, r_to timestamptz, r_lon float8,
    r_lat float8, r_accuracy float8, r_count float8
) returns opinion language plpgsql stable parallel safe as $$
declare
    found_all armistice.opinion[] := '{}';
    best armistice.opinion;
    one armistice.opinion;
    law record;
    parties int;
    all_alike boolean := true;
    none_breach boolean := true;
    rules_hold boolean := armistice.rules_hold_at(r_lon, r_lat);
begin
    for law in
        select c, k.is_whole, f.share
        from armistice.candidate k join armistice.clause c on c.number = k.clause
            cross join lateral (select armistice.in_force(c.number, r_from, r_to) as share) f
        where k.what = r_what and k.weapon = r_weapon and f.share > 0 and
              (c.kind <> 'rule' or rules_hold) and (r_side = 0 or c.binds = 0 or c.binds = r_side)
        order by c.number
    loop
        found_all := found_all || armistice.opinion_of(
            law.c, law.is_whole, law.share, r_what, r_weapon, r_lon, r_lat, r_accuracy, r_count);
    end loop;
    if r_side <> 0 or not exists (select from unnest(found_all) where binds <> 0) then
        best := armistice.best_for(r_side, found_all);
    else
        -- Whose it is was not told: only what holds for every party.
        select count(*) from armistice.party into parties;
        for who in 1..parties loop
            one := armistice.best_for(who, found_all);
            none_breach := none_breach and one.rank <= 1;
            if who = 1 then
                best := one;
                continue;
            end if;
            all_alike := all_alike and one.rank = best.rank;
            if armistice.says_more(one, best) then
                best := one;
            end if;
        end loop;
        if all_alike or none_breach then
            best.side := 0;
        else
            best.rank := 2;
            best.because := 'side';
        end if;
    end if;
    best.class := case
        when r_what = 'denied_access' then 'access_denied'
        when r_what in ('device_off', 'storage_missing', 'thermal_anomaly') then 'unverifiable'
        when r_what <> 'weapon' then case when best.rank = 3 then 'in_violation' end
        when best.rank = 3 then 'in_violation'
        when best.rank = 2 then 'unverifiable'
        when best.rank = 1 then coalesce(best.class, armistice.class_beyond(
            r_what, r_weapon, r_side, r_from, r_to, r_lon, r_lat, r_accuracy))
        when armistice.is_in_some_zone(r_side, r_from, r_to, r_lon, r_lat, r_accuracy)
            then 'present_not_proscribed'
    end;
    return best;
end $$;

-- Exact, while operators of boxes allow for rounding.
create function in_box(b box, x float8, y float8)
returns boolean language sql immutable parallel safe as $$
    select x >= (b[1])[0] and x <= (b[0])[0] and y >= (b[1])[1] and y <= (b[0])[1]
$$;

-- A verdict for every report. A row that cannot be judged has a finding, and no verdict.
create view verdicts as
with numbered as (
    select r.*, w.number as weapon, p.party, case
        when r.from_time is null then 'has no time'
        when h.word is null then 'what is none of those that reports may tell of'
        when w.number is null then 'weapon_class is no class or system of the plan'
        when p.party is null then 'side is no party of the plan'
        when r.lon between -180 and 180 and r.lat between -90 and 90 and r.accuracy_m >= 0 then case
            when e.box is not null and abs(r.lon) <= 90 and not in_box(e.wide, r.lon, r.lat) and
                in_box(e.box, r.lat, r.lon)
            then 'lies far from the plan, and within it when exchanged: is the longitude the latitude?' end
        else 'has no position with its accuracy'
    end as finding
    from reports r
    left join what h on h.word = r.what
    left join weapon_word w on w.word = coalesce(r.weapon_class, '')
    left join party_word p on p.word = coalesce(r.side, '')
    left join extent e on true
), judged as (
    select n.*, case when n.finding is null then judge(
        n.what, n.weapon, n.party, n.from_time, n.to_time, n.lon, n.lat, n.accuracy_m, n.count
    ) end as said
    from numbered n offset 0
)
select j.report_id,
    (array['not_covered', 'compliant', 'inconclusive', 'violation'])[(j.said).rank + 1] as verdict,
    (j.said).class, (j.said).because, nullif(c.clause, '') as clause, c.kind,
    case when c.kind = 'zone' then c.id end as zone,
    case when c.kind in ('phase', 'entry') then c.id end as phase,
    case when c.kind = 'rule' then c.id end as rule,
    round((j.said).metres::numeric, 1) as metres,
    case when (j.said).metres is not null then round((j.said).uncertainty_m::numeric, 1) end
        as uncertainty_m,
    case when (j.said).metres is not null then c.edge_basis end as edge_basis,
    case when c.number is not null then (j.said).in_force end as in_force,
    case when c.number is not null then s.id end as judged_for,
    j.from_time, j.to_time, j.what, j.weapon_class, j.side, j.lon, j.lat, j.accuracy_m, j.finding,
    plan.plan_version
from judged j cross join plan
left join clause c on c.number = (j.said).clause
left join party s on s.number = (j.said).side;

-- Where the edge and what is not known of it lie, to look at on a map: ST_Buffer is right to some metres
-- or worse, and no verdict is made of it.
create view uncertainty_rings as
select c.number as clause, c.kind, c.id, c.edge_accuracy_m + c.edge_error_m as metres,
    ST_Buffer(g.shape::geography, -(c.edge_accuracy_m + c.edge_error_m))::geometry as inner_ring,
    ST_Buffer(g.shape::geography, c.edge_accuracy_m + c.edge_error_m)::geometry as outer_ring
from clause c join ground g on g.number = c.ground;
commit;
)sql";

}  // namespace

std::string_view sql_tables() {
    return tables;
}

std::string_view sql_functions() {
    return functions;
}

}  // namespace planner
