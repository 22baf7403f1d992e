// SPDX-License-Identifier: Apache-2.0
#include "geo/io/atomic_file.hpp"
#include "geo/io/checksum.hpp"
#include "tests/geo/io/fixtures.hpp"

#include <catch2/catch.hpp>

#include <iostream>
#include <sstream>

using Catch::Matchers::Contains;

TEST_CASE("atomic_file: nothing is there before commit, all of it after", "[geo][io]") {
    const fixtures::temporary_folder folder;
    const auto path = folder.path("out.txt");
    geo::atomic_file file(path);
    file.write("one ");
    file.stream() << 2;
    CHECK_FALSE(std::filesystem::exists(path));
    file.commit();
    CHECK(fixtures::bytes_of(path) == "one 2");
    CHECK(folder.files() == std::vector<std::string>{"out.txt"});
}

TEST_CASE("atomic_file: without commit nothing stays", "[geo][io]") {
    const fixtures::temporary_folder folder;
    {
        geo::atomic_file file(folder.path("out.txt"));
        file.write("lost");
    }
    CHECK(folder.files().empty());
}

TEST_CASE("atomic_file: an existing file is kept unless replaced", "[geo][io]") {
    const fixtures::temporary_folder folder;
    const auto path = folder.with("out.txt", "old");
    CHECK_THAT(
        fixtures::refusal<geo::io_error>([&] { geo::atomic_file file(path); }), Contains("exists")
    );
    geo::atomic_file file(path, geo::existing::replace);
    file.write("new");
    CHECK(fixtures::bytes_of(path) == "old");
    file.commit();
    CHECK(fixtures::bytes_of(path) == "new");
}

TEST_CASE("atomic_file: a file that appeared meanwhile is kept too", "[geo][io]") {
    const fixtures::temporary_folder folder;
    const auto path = folder.path("out.txt");
    {
        geo::atomic_file file(path);
        file.write("mine");
        (void)folder.with("out.txt", "theirs");
        CHECK_THROWS_AS(file.commit(), geo::io_error);
    }
    CHECK(fixtures::bytes_of(path) == "theirs");
    CHECK(folder.files().size() == 1);
}

TEST_CASE("atomic_file: a missing folder, a folder, a full disk are named", "[geo][io]") {
    const fixtures::temporary_folder folder;
    CHECK_THAT(
        fixtures::refusal<geo::io_error>([&] { geo::atomic_file file(folder.path("no/out.txt")); }),
        Contains("no folder")
    );
    CHECK_THAT(
        fixtures::refusal<geo::io_error>([&] {
            geo::atomic_file file(folder.path(""), geo::existing::replace);
        }),
        Contains("folder")
    );
    CHECK_THROWS_AS(geo::atomic_path("-"), geo::io_error);
}

TEST_CASE("atomic_file: a dash is standard output, all at once", "[geo][io]") {
    std::ostringstream seen;
    auto* const before = std::cout.rdbuf(seen.rdbuf());
    {
        geo::atomic_file lost("-");
        lost.write("lost");
        geo::atomic_file file("-");
        file.write("kept");
        CHECK(seen.str().empty());
        file.commit();
    }
    std::cout.rdbuf(before);
    CHECK(seen.str() == "kept");
}

TEST_CASE("checksum: SHA-256 of the published vectors", "[geo][io]") {
    // FIPS 180-4 example values, NIST CSRC: empty message and "abc".
    CHECK(
        geo::sha256_of_bytes("") ==
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    );
    CHECK(
        geo::sha256_of_bytes("abc") ==
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    );
    const fixtures::temporary_folder folder;
    // One million times "a", the third of the vectors; longer than one block of the reader.
    CHECK(
        geo::sha256_of_file(folder.with("a", std::string(1'000'000, 'a'))) ==
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    );
    CHECK_THROWS_AS(geo::sha256_of_file(folder.path("none")), geo::io_error);
}
