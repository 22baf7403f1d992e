"""What build.py takes for each theatre.

box        west, south, east, north of what is kept
parties    territories of the parties; they come first
lines      file -> parts by (class of Natural Earth's boundary lines, or "disputed" for the layer of world_map.gpkg; the states left and
           right of them), chained and begun at the end nearer to `start`; or `points` from a cited document; or `entities`: a country
           and the provinces on the left of the line between them and the rest
cut        more lines by which land is cut into faces
put        faces by a position in them, where world_map.gpkg has them otherwise or not at all; "-" leaves one to no state
rename     territory id for a state's code
areas      file -> id -> positions in the faces that make up a published area
least      fewest people of a settlement
reach      farthest from any line, km
"""

INTERNATIONAL = "International boundary"
DISPUTED = "Disputed"
INDEFINITE = "Indefinite"
CONTROL = "Line of control"
OVERLAY = "Overlay limit"

# The western limit of the Syrian Golan as world_map.gpkg draws the Syrian claim: the line of 4 June 1967, coarse.
GOLAN = ("disputed", "ISR", "ISR", "Syrian claim")
PUT_GOLAN = [((35.75, 33.00), "sy"), ((35.87, 33.10), "sy"), ((36.30, 33.50), "sy")]

THEATRES = {
    "korea": {
        "box": (124.0, 33.0, 131.0, 43.1),
        "parties": ["kp", "kr"],
        "names": {"kp": "Democratic People's Republic of Korea", "kr": "Republic of Korea", "ru": "Russian Federation",
                  "dmz-north": "Demilitarized Zone as Natural Earth draws it, northern part",
                  "dmz-south": "Demilitarized Zone as Natural Earth draws it, southern part"},
        "lines": {"mdl": {"from": [(CONTROL, "PRK", "KOR")], "start": (126.67, 37.83)}},
        "areas": {"regions": {"dmz-north": [(127.5, 38.33)], "dmz-south": [(127.5, 38.27)]}},
        "least": 5000,
        "reach": 60,
    },
    "cyprus": {
        "box": (31.5, 34.4, 35.0, 37.0),
        "parties": ["cy", "tr"],
        "names": {"tr": "Türkiye", "gb": "United Kingdom Sovereign Base Areas", "sy": "Syrian Arab Republic",
                  "buffer-zone": "UN buffer zone, main part (Pyrgos to Dhekelia)",
                  "buffer-zone-kokkina": "UN buffer zone, Kokkina",
                  "buffer-zone-deryneia": "UN buffer zone, Dhekelia to Deryneia"},
        "lines": {
            "ceasefire-line-a": {"from": [(OVERLAY, "CNM", "CYP")], "start": (32.5, 35.2)},
            "ceasefire-line-b": {"from": [(CONTROL, "CNM", "CYN")], "start": (32.5, 35.2)},
        },
        "put": [((33.30, 35.30), "cy"), ((33.00, 34.90), "cy"), ((33.05, 35.148), "cy"), ((32.62, 35.157), "cy"),
                ((33.95, 35.060), "cy"), ((33.87, 35.08), "gb"), ((33.72, 35.00), "gb"),
                ((33.00, 34.60), "gb"), ((32.62, 35.175), "cy"), ((33.78, 34.985), "cy")],
        "areas": {"regions": {"buffer-zone": [(33.05, 35.148)], "buffer-zone-kokkina": [(32.61, 35.157)],
                              "buffer-zone-deryneia": [(33.95, 35.060)]}},
        "least": 500,
        "reach": 60,
    },
    "golan": {
        "box": (34.2, 29.4, 42.5, 37.4),
        "parties": ["sy", "il"],
        "names": {"sy": "Syrian Arab Republic", "il": "Israel", "undof-zone": "UNDOF area of separation as Natural Earth draws it",
                  "golan-west": "Syrian Golan west of line A"},
        "lines": {
            "line-a": {"from": [(CONTROL, "SYR", "ISR", "Ceasefire Lines 1974")], "start": (35.82, 33.41)},
            "line-b": {"from": [(OVERLAY, "SYR", "SYR", "UNDOF")], "start": (35.87, 33.43)},
        },
        "cut": [GOLAN],
        "put": PUT_GOLAN,
        "areas": {"regions": {"undof-zone": [(35.86, 33.10)], "golan-west": [(35.75, 33.00)]}},
        "least": 500,
        "reach": 40,
    },
    "iraq-kuwait": {
        "box": (38.7, 28.4, 49.0, 37.5),
        "parties": ["iq", "kw"],
        "names": {"iq": "Iraq", "kw": "Kuwait", "sy": "Syrian Arab Republic", "ir": "Islamic Republic of Iran"},
        "lines": {"border": {"from": [(INTERNATIONAL, "IRQ", "KWT")], "start": (46.53, 29.10)}},
        "least": 500,
        "reach": 100,
    },
    "eritrea-ethiopia": {
        "box": (32.9, 3.3, 48.1, 18.1),
        "parties": ["er", "et"],
        "names": {"er": "Eritrea", "et": "Ethiopia"},
        "lines": {"border": {"from": [(INTERNATIONAL, "ERI", "ETH")], "start": (36.53, 14.26)}},
        "put": [((46.0, 9.7), "so"), ((43.5, 9.9), "so"), ((48.0, 9.0), "so")],
        "least": 500,
        "reach": 60,
    },
    "lebanon": {
        "box": (34.2, 29.4, 36.7, 34.8),
        "parties": ["lb", "il"],
        "names": {"lb": "Lebanon", "il": "Israel", "sy": "Syrian Arab Republic"},
        "lines": {"blue-line": {"from": [(INDEFINITE, "LBN", "ISR"), (INDEFINITE, "ISR", "LBN")], "start": (35.10, 33.09)}},
        "cut": [GOLAN],
        "put": PUT_GOLAN,
        "least": 500,
        "reach": 60,
    },
    "kosovo": {
        "box": (18.4, 41.8, 23.1, 46.2),
        "parties": ["xk", "fry"],
        "names": {"xk": "Kosovo (UNSC resolution 1244 (1999))", "fry": "Federal Republic of Yugoslavia other than Kosovo",
                  "ba": "Bosnia and Herzegovina", "mk": "North Macedonia"},
        "rename": {"RS": "fry", "ME": "fry"},
        "lines": {"border": {"from": [(DISPUTED, "SRB", "KOS"), (INTERNATIONAL, "KOS", "MNE")], "start": (20.065, 42.55)}},
        "least": 1000,
        "reach": 40,
    },
    "bosnia": {
        "box": (15.7, 42.4, 19.7, 45.4),
        "parties": ["ba"],
        "names": {"ba": "Bosnia and Herzegovina", "me": "Montenegro", "rs": "Serbia"},
        "lines": {"iebl": {"entities": ("BIH", ["Banja Luka", "Bijeljina", "Doboj", "Foča", "Sarajevo-romanija", "Trebinje", "Vlasenica"])}},
        "least": 1000,
        "reach": 40,
    },
    "abyei": {
        "box": (21.8, 3.4, 38.7, 22.3),
        "parties": ["sd", "ss"],
        "names": {"sd": "Sudan", "ss": "South Sudan", "abyei": "Abyei Area"},
        "lines": {
            "border": {"from": [(INTERNATIONAL, "SDS", "SDN"), (DISPUTED, "SDS", "SDN")], "start": (24.17, 8.69)},
            # Permanent Court of Arbitration, final award of 22 July 2009: 10 10 00 N from 27 50 00 E to 29 00 00 E
            "boundary": {"points": [(27 + 50 / 60, 10 + 10 / 60), (29.0, 10 + 10 / 60)]},
        },
        "cut": [("disputed", "SDN", "SDN", "South Sudanese claim")],
        "put": [((28.43, 9.80), "-"), ((30.0, 15.0), "sd"), ((29.1, 7.9), "ss")],
        "areas": {"reserved": {"abyei": [(28.43, 9.80)]}},
        "least": 500,
        "reach": 80,
    },
    "donbas-2015": {
        "box": (22.0, 44.2, 41.0, 52.5),
        "parties": ["ua", "ru"],
        "names": {"ua": "Ukraine", "ru": "Russian Federation", "md": "Republic of Moldova"},
        "lines": {"contact": {"from": [("disputed", "UKR", "UKR", "Ukrainian claim")], "start": (37.75, 47.08)}},
        "put": [((34.10, 44.95), "ua"), ((31.0, 49.0), "ua")],
        "least": 2000,
        "reach": 80,
    },
}
