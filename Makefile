# The targets that people type. `make help` lists them.

VERSION := $(shell git describe --tags --always --dirty 2>/dev/null || echo devel)
LDFLAGS := -s -w -X main.version=$(VERSION)

# Recorded command lines and the tools that compare with them lie beside the
# project, where they are there at all.
SHARED ?= ../shared

# How many recorded domains come out the same. The floors only rise.
PARITY_FLOOR_11_3 := 488
REFUSED_FLOOR_11_3 := 115
PARITY_FLOOR_0_7 := 19

# How many recorded domains start whole, of 535 that can.
ACCEPT_FLOOR := 510

# What the tests need beside Go, as Debian packages.
TEST_PACKAGES := qemu-system-x86 qemu-system-arm qemu-system-ppc qemu-system-misc qemu-utils seabios u-boot-qemu ovmf qemu-efi-aarch64 swtpm swtpm-tools passt shellcheck busybox systemd chromium iproute2

.PHONY: build
build: ## build bin/qemuxml
	CGO_ENABLED=0 go build -trimpath -ldflags '$(LDFLAGS)' -o bin/qemuxml ./cmd/qemuxml

.DEFAULT_GOAL := build

.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: demo
demo: build ## print the command line of an example, and start it where QEMU is installed
	./bin/qemuxml argv --format pretty testdata/demo/in.xml
	go run ./internal/demo ./bin/qemuxml testdata/demo/in.xml

.PHONY: test
test: build test-packages ## run everything; installs the Debian packages that the tests need
	go run gotest.tools/gotestsum@v1.13.0 --format pkgname -- -timeout 15m ./...
	@echo "allocations of a translation, and their budget:"
	@go test ./internal/bench -run '^$$' -bench Whole -benchtime 200x -benchmem | grep ^Benchmark

.PHONY: test-packages
test-packages:
	@.ci/install-packages $(TEST_PACKAGES)
	@.ci/fetch-kernels amd64 arm64

.PHONY: lint
lint: ## look the code over
	go vet ./...
	go run honnef.co/go/tools/cmd/staticcheck@v0.8.2 ./...
	@list=$$(go run mvdan.cc/gofumpt@v0.12.0 -l cmd internal); test -z "$$list" || { echo "not gofumpt-ed: $$list"; exit 1; }

.PHONY: fuzz
fuzz: ## search for inputs that break it, a minute each
	go test ./internal/parse -run '^$$' -fuzz FuzzRead -fuzztime 60s
	go test ./internal/render -run '^$$' -fuzz FuzzShell -fuzztime 60s
	go test ./internal/translate -run '^$$' -fuzz FuzzTranslate -fuzztime 60s
	go test ./internal/image -run '^$$' -fuzz FuzzRead -fuzztime 60s
	go test ./internal/cmdline -run '^$$' -fuzz FuzzRead -fuzztime 60s

.PHONY: bench
bench: build ## measure each stage, and the whole against its aims
	go test ./internal/bench -run '^$$' -bench . -benchmem
	go run ./internal/bench/report ./bin/qemuxml

PROFILE := $(or $(TMPDIR),/tmp)/qemuxml-profile

.PHONY: picture
picture: ## profile the work, and draw docs/performance.svg from it
	GOGC=400 go test ./internal/bench -run '^$$' -bench Whole/5k -benchtime 10s -cpuprofile $(PROFILE) -o $(PROFILE).test
	go run ./internal/bench/picture $(PROFILE) > docs/performance.svg

.PHONY: accept
accept: build test-packages ## start recorded domains under the real QEMU; fails below the floor
	@SHARED=$(SHARED) .ci/accept $(ACCEPT_FLOOR)

.PHONY: accept-10
accept-10: build test-packages ## the same with QEMU 10.0 for x86 guests, unpacked and not installed
	@dir=$$(.ci/fetch-qemu-10) && PATH=$$dir:$$PATH $(MAKE) --no-print-directory accept

.PHONY: sameness
sameness: ## hold what diff takes for the same against another judge, over recorded lines
	@test -d $(SHARED)/corpus || { echo "sameness: skipped, there is no $(SHARED)"; exit 0; }; \
	go test ./internal/diff -count 1 -run TestSameness -v -beside $(abspath $(SHARED))

.PHONY: audit
audit: ## account for every item of recorded domains, and of mistakes planted into them
	@for c in libvirt-11.3 libvirt-0.7; do \
		test -d $(SHARED)/corpus/$$c || { echo "audit: skipped, there is no $(SHARED)/corpus/$$c"; continue; }; \
		go test ./internal/golden -run TestCorpus -count 1 -v -corpus $(abspath $(SHARED))/corpus/$$c || exit 1; \
	done

.PHONY: parity
parity: build ## compare with recorded command lines; fails below the floors
	@SHARED=$(SHARED) .ci/parity libvirt-11.3 $(PARITY_FLOOR_11_3) $(REFUSED_FLOOR_11_3)
	@SHARED=$(SHARED) .ci/parity libvirt-0.7 $(PARITY_FLOOR_0_7) 0
