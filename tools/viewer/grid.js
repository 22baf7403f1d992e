// SPDX-License-Identifier: Apache-2.0
// Positions as people write them: decimal degrees, degrees-minutes-seconds, MGRS.
//
// UTM by the series of L. Krüger to the sixth order: C. F. F. Karney, Transverse Mercator with an
// accuracy of a few nanometers, Journal of Geodesy 85 (2011), 475-485, equation 35. Polar
// stereographic: J. P. Snyder, Map Projections, USGS Professional Paper 1395, equations 21-33 and
// 15-9. Zones, bands and squares: NGA.STND.0037, UTM and UPS (2014), and The Universal Grids,
// DMA TM 8358.1 (1990), chapter 3. The reference is that of the square metre that holds the position,
// truncated as the standard asks; GeoConvert of GeographicLib agrees (tests/page/geodesy.test.js).

const A = 6378137;
const F = 1 / 298.257223563;
const E2 = F * (2 - F);
const E1 = Math.sqrt(E2);
const RAD = Math.PI / 180;
const N = F / (2 - F);
const RECTIFYING = A / (1 + N) * (1 + N ** 2 / 4 + N ** 4 / 64 + N ** 6 / 256);
const ALPHA = [
    N / 2 - 2 / 3 * N ** 2 + 5 / 16 * N ** 3 + 41 / 180 * N ** 4 - 127 / 288 * N ** 5 +
        7891 / 37800 * N ** 6,
    13 / 48 * N ** 2 - 3 / 5 * N ** 3 + 557 / 1440 * N ** 4 + 281 / 630 * N ** 5 -
        1983433 / 1935360 * N ** 6,
    61 / 240 * N ** 3 - 103 / 140 * N ** 4 + 15061 / 26880 * N ** 5 + 167603 / 181440 * N ** 6,
    49561 / 161280 * N ** 4 - 179 / 168 * N ** 5 + 6601661 / 7257600 * N ** 6,
    34729 / 80640 * N ** 5 - 3418889 / 1995840 * N ** 6,
    212378941 / 319334400 * N ** 6
];

const BANDS = "CDEFGHJKLMNPQRSTUVWX";
const COLUMNS = ["ABCDEFGH", "JKLMNPQR", "STUVWXYZ"];
const ROWS = "ABCDEFGHJKLMNPQRSTUV";

function zoneOf(lon, lat) {
    const zone = Math.floor((lon + 180) / 6) % 60 + 1;
    if (lat >= 56 && lat < 64 && zone === 31 && lon >= 3) {
        return 32;  // south-west Norway
    }
    if (lat >= 72 && lon >= 0 && lon < 42) {  // Svalbard
        return lon < 9 ? 31 : lon < 21 ? 33 : lon < 33 ? 35 : 37;
    }
    return zone;
}

/** Easting and northing in metres in a zone of UTM, the southern half with 10,000 km added. */
export function utm(lon, lat) {
    const zone = zoneOf(lon, lat);
    const lambda = (lon - (6 * zone - 183)) * RAD;
    const sin = Math.sin(lat * RAD);
    const t = Math.sinh(Math.atanh(sin) - E1 * Math.atanh(E1 * sin));
    const xi = Math.atan2(t, Math.cos(lambda));
    const eta = Math.asinh(Math.sin(lambda) / Math.hypot(t, Math.cos(lambda)));
    let [x, y] = [eta, xi];
    ALPHA.forEach((a, i) => {
        const k = 2 * (i + 1);
        x += a * Math.cos(k * xi) * Math.sinh(k * eta);
        y += a * Math.sin(k * xi) * Math.cosh(k * eta);
    });
    const north = 0.9996 * RECTIFYING * y;
    return {
        zone,
        east: 500000 + 0.9996 * RECTIFYING * x,
        north: lat < 0 ? north + 10000000 : north
    };
}

function ups(lon, lat) {
    const up = Math.abs(lat) * RAD;
    const es = E1 * Math.sin(up);
    const t = Math.tan(Math.PI / 4 - up / 2) / ((1 - es) / (1 + es)) ** (E1 / 2);
    const rho = 2 * A * 0.994 * t / Math.sqrt((1 + E1) ** (1 + E1) * (1 - E1) ** (1 - E1));
    const down = lat > 0 ? -1 : 1;
    return {
        east: 2000000 + rho * Math.sin(lon * RAD),
        north: 2000000 + down * rho * Math.cos(lon * RAD)
    };
}

function digits(metres) {
    return String(Math.floor(metres) % 100000).padStart(5, "0");
}

// Near the poles the columns leave out D, E, I, M, N, O, V, W, the rows I and O.
function polar(lon, lat) {
    const at = ups(lon, lat);
    const [east, north] = [at.east + 1e-9, at.north + 1e-9];
    const eastern = east >= 2000000;
    const northern = lat > 0;
    const columns = eastern ? "ABCFGHJKLPQR" : northern ? "RSTUXYZ" : "JKLPQRSTUXYZ";
    const column = columns[Math.floor(east / 100000) - (eastern ? 20 : northern ? 13 : 8)];
    const row = "ABCDEFGHJKLMNPQRSTUVWXYZ"[Math.floor(north / 100000) - (northern ? 13 : 8)];
    return "ABYZ"[(northern ? 2 : 0) + (eastern ? 1 : 0)] + column + row + digits(east) +
        digits(north);
}

/** MGRS to 1 m, in the form without spaces; none for what is no position. */
export function mgrs(lon, lat) {
    if (!(Math.abs(lat) <= 90) || !Number.isFinite(lon)) {
        return null;
    }
    const turn = ((lon + 180) % 360 + 360) % 360 - 180;
    if (lat >= 84 || lat < -80) {
        return polar(turn, lat);
    }
    // A nanometre, so that arithmetic does not push a position on a grid line under it.
    const at = utm(turn, lat);
    const [east, north] = [at.east + 1e-9, at.north + 1e-9];
    const band = BANDS[Math.min(19, Math.floor((lat + 80) / 8))];
    const column = COLUMNS[(at.zone - 1) % 3][Math.floor(east / 100000) - 1];
    const row = ROWS[(Math.floor(north / 100000) + (at.zone % 2 === 0 ? 5 : 0)) % 20];
    return String(at.zone).padStart(2, "0") + band + column + row + digits(east) + digits(north);
}

/** 36TXU5521202379 as "36T XU 55212 02379". */
export function spaced(reference) {
    return reference === null ? "—"
        : reference.replace(/^(\d*[A-Z])([A-Z]{2})(\d{5})(\d{5})$/, "$1 $2 $3 $4");
}

function sexagesimal(degrees, width, letters) {
    const tenths = Math.round(Math.abs(degrees) * 36000);
    const whole = Math.floor(tenths / 36000);
    const minutes = Math.floor(tenths / 600) % 60;
    const seconds = (tenths % 600 / 10).toFixed(1);
    return `${String(whole).padStart(width, "0")}°${String(minutes).padStart(2, "0")}'` +
        `${seconds.padStart(4, "0")}"${letters[degrees < 0 ? 1 : 0]}`;
}

/** 47°51'21.6"N 035°04'30.0"E: to 0.1 seconds (3 m), as the annex has it. */
export function dms(lon, lat) {
    return `${sexagesimal(lat, 2, "NS")} ${sexagesimal(lon, 3, "EW")}`;
}

/** Latitude and longitude in degrees to 0.00001 (1 m). */
export function decimal(lon, lat) {
    return `${lat.toFixed(5)}, ${lon.toFixed(5)}`;
}
