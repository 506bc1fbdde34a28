//! Holds no code: the tests are in `all/`, one binary, so that they link once.
