// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdexcept>
#include <string>

namespace geo {

/// The world failed: a file is missing, a library gave up. The text says what, where and, if
/// known, what to do. Bad data is not an error but a finding (geo/base/finding.hpp).
class error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// A file or stream cannot be opened, read or written.
class io_error : public error {
public:
    using error::error;
};

/// What was read cannot serve as input: wrong content, missing layer, unknown key. Exit code 3.
class input_error : public error {
public:
    using error::error;
};

/// A coordinate reference system is unknown or a transformation failed.
class crs_error : public error {
public:
    using error::error;
};

/// A geometric operation has no valid result; carries the library's own text.
class geometry_error : public error {
public:
    using error::error;
};

}  // namespace geo
