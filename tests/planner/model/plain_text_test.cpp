// SPDX-License-Identifier: Apache-2.0
#include "planner/export/receiver_names.hpp"
#include "planner/model/plain_text.hpp"

#include <catch2/catch.hpp>

#include <set>

using planner::plain_text;
using planner::receiver_names;
using planner::receiver_text;

TEST_CASE("plain_text: what is text stays", "[planner][export]") {
    CHECK(plain_text("").empty());
    CHECK(plain_text("Донецьк, Łódź, 板門店") == "Донецьк, Łódź, 板門店");
    CHECK(plain_text("<b>\"x\" & 'y'</b>") == "<b>\"x\" & 'y'</b>");
    // Joiners are letters' business in Persian and Hindi.
    CHECK(plain_text("می\u200cخواهم") == "می\u200cخواهم");
}

TEST_CASE("plain_text: what is none goes", "[planner][export]") {
    CHECK(plain_text(std::string_view("a\0b\x01\x1b[31m\x7f", 9)) == "ab[31m");
    CHECK(plain_text("a\u0085\u2028b\u2029c") == "a b c");
    CHECK(plain_text(" a \t\r\n  b ") == "a b");
    CHECK(plain_text("\u202egnp.exe\u202c\u2066\u2069\u200f\u200e\u061c") == "gnp.exe");
    CHECK(plain_text("\ufeffx\ufffe\uffff\U0001fffe") == "x");
}

TEST_CASE("plain_text: bytes that are no UTF-8 are replaced one by one", "[planner][export]") {
    CHECK(plain_text("a\xff\xc3(") == "a\ufffd\ufffd(");
    CHECK(plain_text("\xc0\xaf") == "\ufffd\ufffd");            // overlong
    CHECK(plain_text("\xed\xa0\x80") == "\ufffd\ufffd\ufffd");  // half of a surrogate pair
    CHECK(plain_text("\xf4\x90\x80\x80") == "\ufffd\ufffd\ufffd\ufffd");  // beyond U+10FFFF
    CHECK(plain_text("end\xe2\x82") == "end\ufffd\ufffd");                // cut short
}

TEST_CASE("plain_text: the longest is as long as said", "[planner][export]") {
    CHECK(plain_text("abcde", 5) == "abcde");
    CHECK(plain_text("abcdef", 5) == "abcd…");
    CHECK(plain_text("жжжжжж", 5) == "жжжж…");
    CHECK(plain_text(std::string(10000, 'x'), 120) == std::string(119, 'x') + "…");
    CHECK(plain_text("abcd f", 5) == "abcd…");
}

TEST_CASE("receiver_text: letters A to Z, digits, spaces, hyphens", "[planner][export]") {
    CHECK(receiver_text("Kamianka-Dniprovska") == "KAMIANKA-DNIPROVSKA");
    CHECK(receiver_text("Łódź / Ærø") == "LODZ AERO");
    CHECK(receiver_text("Донецк") == "DONECK");
    CHECK(receiver_text("板門店") == "BAN MEN DIAN");
    CHECK(receiver_text("<script>") == "SCRIPT");
    CHECK(receiver_text("=1+1") == "11");
    CHECK(receiver_text("\u202e!?").empty());
}

TEST_CASE("receiver_names: none is too long, none comes twice", "[planner][export]") {
    receiver_names names;
    CHECK(names.take("Kamianka-Dniprovska") == "KAMIANKA-DNIPR");
    CHECK(names.take("Kamianka-Dniprovsk") == "KAMIANKA-DNI-2");
    CHECK(names.take("AREA P1") == "AREA P1");
    CHECK(names.take("AREA P1") == "AREA P1-2");
    CHECK(names.take("") == "POINT");
    CHECK(names.take("!") == "POINT-2");
    std::set<std::string> seen;
    for (int i = 0; i < 1500; ++i) {
        const auto name = names.take("The same long name for all of them");
        CHECK(name.size() <= receiver_names::longest);
        CHECK(seen.insert(name).second);
    }
}

TEST_CASE("receiver_names: a name that looks numbered does not collide", "[planner][export]") {
    receiver_names names;
    CHECK(names.take("A-2") == "A-2");
    CHECK(names.take("A") == "A");
    CHECK(names.take("A") == "A-3");
}

TEST_CASE("without_unseen: lines and tabs stay, however many", "[planner][export]") {
    CHECK(planner::without_unseen("a\tb\r\nc  d") == "a\tb\r\nc  d");
    CHECK(planner::without_unseen("\u202ea\x1b[31m\u0085\xff") == "a[31m\ufffd");
    CHECK(planner::without_unseen(std::string(5000, 'x')).size() == 5000);
}
