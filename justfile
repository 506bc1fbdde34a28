# Lists the recipes.
_list:
    @just --list --unsorted

# Everything that must pass before a change is merged.
check:
    .ci/run

# All tests. Arguments are passed to cargo: `just test -p sms-domain`.
test *args:
    cargo test {{ args }}

# The whole engine on 127.0.0.1. Arguments are passed on: `just dev --clock x60`.
dev *args:
    cargo run -- {{ args }}

# Stores message templates: `just seed-templates file=templates.json`, or the starter library.
seed-templates file="" *args:
    cargo run -- seed-templates {{ if file == "" { "" } else { "--file " + quote(trim_start_match(file, "file=")) } }} {{ args }}

# Builds every function for AWS into target/lambda/: `just build x86_64` for that architecture.
build arch="arm64":
    cargo lambda build --profile dist --package sms-functions {{ if arch == "arm64" { "--arm64" } else { "--x86-64" } }}

# Builds and deploys one environment of samconfig.toml: `just deploy staging`.
deploy env="dev" arch="arm64": (build arch)
    sam deploy --config-env {{ env }}

# Rates, latencies, CPU, memory and store units: `just bench http --stored 300000`. Start time and size
# of each function as deployed: `just bench cold`. CPU beside that of a commit: `just bench compare <commit>`.
bench *args="http":
    cargo build --release --package sms-bench --package sms-local
    {{ if args =~ "^cold" { "cargo build --profile dist --package sms-functions" } else { "" } }}
    "${CARGO_TARGET_DIR:-target}/release/sms-bench" {{ args }}

# Accuracy of reading texts, by class: `just evaluate held --errors`.
evaluate *args:
    cargo run --release -p sms-language --example evaluate -- {{ args }}

# Trains the small linear model on the corpus and writes its weights.
train *args:
    cargo run --release -p sms-language --example train -- {{ args }}

# Lints the template only.
lint-template:
    cfn-lint template.yaml
    sam validate --lint --region us-east-1

# Size of each function as built by `just build` or `cargo build --profile dist`.
size:
    @for file in functions/src/bin/*.rs; do \
        name="$(basename "$file" .rs)"; \
        (cd "${CARGO_TARGET_DIR:-target}" && ls -l "lambda/$name/bootstrap" "dist/$name" 2>/dev/null); \
    done | awk '{ printf "%6.2f MB  %s\n", $5 / 1e6, $9 }'
