# 文澜：make help 列出全部命令。Needs make and Python 3.11–3.13 with venv; everything else is installed into .venv.
.DEFAULT_GOAL := help
.PHONY: help run prepare install test browser lint format score bench locks clean

PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null && echo $$p && break; done)
PORT ?= 8000
HOST ?= 127.0.0.1
DATA_DIR ?= var
EXTRAS ?=
comma := ,
EXTRA_LOCKS := $(foreach extra,$(subst $(comma), ,$(EXTRAS)),locks/$(extra).txt)
VENV := .venv
RUN := $(VENV)/bin/python
PIP := $(RUN) -m pip install --disable-pip-version-check --no-input --require-hashes --progress-bar off
export PORT HOST DATA_DIR OPEN_READING
export PYTHONUTF8 := 1

help: ## 列出全部命令
	@awk 'BEGIN {FS = ":.*## "} /^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' Makefile
	@echo "变量：PORT=8000 HOST=127.0.0.1 DATA_DIR=./var EXTRAS=ocr,postgres OPEN_READING=1"

run: install ## 安装并启动文澜，首次约一两分钟：http://127.0.0.1:8000/
	@$(RUN) -m portal.serve --check
	@$(RUN) manage.py prepare
	@exec $(RUN) -m portal.serve

prepare: install ## 只建库、装入数据，不启动
	@$(RUN) manage.py prepare

install: $(VENV)/base$(subst $(comma),-,$(EXTRAS)).stamp

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "没有找到 Python 3.11–3.13。请先安装，例如：apt install python3 python3-venv" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "$(PYTHON) 缺少 venv 或 ensurepip。请先安装，例如：apt install python3-venv" >&2; exit 1; }
	@echo "→ 建立 Python 环境 .venv（$(PYTHON)）"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/base$(subst $(comma),-,$(EXTRAS)).stamp: locks/base.txt $(EXTRA_LOCKS) | $(VENV)/bin/python
	@echo "→ 安装依赖（首次约一分钟）"
	@{ $(PIP) $(foreach lock,locks/base.txt $(EXTRA_LOCKS),-r $(lock)); echo "pip ended $$?"; } 2>&1 | tee $(VENV)/install.log \
	  | awk '/^Collecting/ {printf "  %d %s\n", ++n, $$2; fflush()} /^Building|^Installing/ {print "  " $$1 " …"; fflush()}'
	@grep -q '^pip ended 0$$' $(VENV)/install.log || { grep -E '^ERROR|error' $(VENV)/install.log >&2; echo "依赖没有装全。网络恢复后再执行一次；经过见 $(VENV)/install.log" >&2; exit 1; }
	@touch "$@"

$(VENV)/dev.stamp: locks/dev.txt | $(VENV)/bin/python
	@echo "→ 安装测试所需的依赖"
	@$(PIP) --quiet -r locks/dev.txt
	@touch "$@"

browser: $(VENV)/dev.stamp
	@sh tests/browser/install_chromium.sh

test: $(VENV)/dev.stamp browser ## 运行全部测试（含浏览器测试）
	@$(RUN) -m pytest -n 2 --dist loadgroup $(PYTEST)

lint: $(VENV)/dev.stamp ## 检查风格、类型、层次、模板、迁移
	@$(RUN) -m ruff check .
	@$(RUN) -m ruff format --check .
	@$(RUN) -m mypy .
	@$(VENV)/bin/lint-imports --no-logo 2>/dev/null || $(RUN) -c 'from importlinter.cli import lint_imports_command; lint_imports_command()'
	@$(RUN) -m djlint templates --lint --quiet
	@$(RUN) manage.py makemigrations --check --dry-run

format: $(VENV)/dev.stamp ## 整理代码格式
	@$(RUN) -m ruff check --fix --quiet . ; $(RUN) -m ruff format .

score: install ## 解析与检索对金标的得分（WENLAN_GOLD=目录 可换成自己的）
	@$(RUN) -m benchmarks.scoring $(if $(WENLAN_GOLD),--gold "$(WENLAN_GOLD)") $(SCORE)
	@$(if $(findstring --,$(SCORE)),,$(RUN) -m benchmarks.search_relevance $(if $(WENLAN_GOLD),--gold "$(WENLAN_GOLD)"))

bench: ## 性能对比，结果写入 benchmarks/results/
	@$(MAKE) --no-print-directory install EXTRAS=bench
	@$(RUN) -m benchmarks $(BENCH)

locks: ## 按 pyproject.toml 重新锁定依赖版本（需要 uv）
	@sh locks/compile.sh

clean: ## 删除 .venv 和缓存，不动数据
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
