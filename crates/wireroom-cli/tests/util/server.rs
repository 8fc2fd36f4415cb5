//! A running `wireroom serve`, asked over a socket.

use super::Folder;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};

/// A running server, ended with the test.
pub(crate) struct Server {
    child: Child,
    /// What it printed: the address to open.
    pub(crate) address: String,
}

impl Server {
    pub(crate) fn start(folder: &Folder, args: &[&str]) -> Self {
        let mut child = folder.command(args).stderr(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let address = lines
            .map(Result::unwrap)
            .find_map(|line| Some(line.split("open http://").nth(1)?.split(' ').next()?.to_owned()))
            .expect("an address is printed");
        Self { child, address }
    }

    pub(crate) fn host(&self) -> &str {
        self.address.split('/').next().unwrap()
    }

    pub(crate) fn get(&self, path: &str, headers: &str) -> String {
        let port = self.host().rsplit(':').next().unwrap();
        let mut stream = TcpStream::connect(format!("127.0.0.1:{port}")).unwrap();
        let host = self.host();
        let request =
            format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{headers}\r\n");
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }
}

impl Server {
    /// Adds a text, and gives the addition once it was read.
    pub(crate) fn add(&self, text: &str) -> String {
        let host = self.host();
        let body = format!(
            "--x\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n{text}\r\n--x--\r\n"
        );
        let request = format!(
            "POST /api/v1/additions HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nConnection: close\r\n\
             Content-Type: multipart/form-data; boundary=x\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        let mut stream = TcpStream::connect(host).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        if !answer.starts_with("HTTP/1.1 202") {
            return answer;
        }
        let id = answer.split("\"id\":\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        // The stream ends when the addition has.
        self.get(&format!("/api/v1/additions/{id}/progress"), "");
        self.get(&format!("/api/v1/additions/{id}"), "")
    }

    pub(crate) fn body(&self, path: &str) -> String {
        self.get(path, "").split_once("\r\n\r\n").unwrap().1.to_owned()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
