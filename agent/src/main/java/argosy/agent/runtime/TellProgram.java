package argosy.agent.runtime;

import java.io.IOException;
import java.util.HexFormat;
import java.util.stream.Collectors;

/// A program for Linux that tells a Unix socket a message and heeds the answer: `tell SOCKET
/// MESSAGE` ends with code 0 if the answer is `success`, and else with 1, having written the answer
/// to standard error. Docker's own, which is Docker Engine started once more, needs 70 ms of a
/// processor for that, this one less than 1. In C:
///
/// ```
/// char b[512] = {AF_UNIX};
/// int s = socket(AF_UNIX, SOCK_STREAM, 0);
/// if (s < 0 || !copied(b + 2, argv[1], 108) || connect(s, b, 110) < 0) exit(1);
/// if (write(s, argv[2], strlen(argv[2])) != strlen(argv[2])) exit(1);
/// int n = read(s, b, sizeof b);
/// if (memcmp(b, "success", 8) == 0) exit(0);
/// write(2, b, n);
/// exit(1);
/// ```
public final class TellProgram {
  /// Arguments come on the stack: how many, then the program's name, the socket, the message.
  private static final String X86 =
      """
      bf 01 00 00 00                 ; mov edi,0x1
      be 01 00 00 00                 ; mov esi,0x1
      31 d2                          ; xor edx,edx
      b8 29 00 00 00                 ; mov eax,0x29
      0f 05                          ; syscall
      85 c0                          ; test eax,eax
      0f 88 9e 00 00 00              ; js fail
      41 89 c4                       ; mov r12d,eax
      4c 8b 6c 24 10                 ; mov r13,[rsp+0x10]
      4c 8b 74 24 18                 ; mov r14,[rsp+0x18]
      48 81 ec 00 02 00 00           ; sub rsp,0x200
      66 c7 04 24 01 00              ; mov WORD PTR [rsp],0x1
      48 8d 7c 24 02                 ; lea rdi,[rsp+0x2]
      4c 89 ee                       ; mov rsi,r13
      b9 6c 00 00 00                 ; mov ecx,0x6c
                                     ; copy:
      ac                             ; lods al,BYTE PTR ds:[rsi]
      aa                             ; stos BYTE PTR es:[rdi],al
      84 c0                          ; test al,al
      74 04                          ; je copied
      e2 f8                          ; loop copy
      eb 6d                          ; jmp fail
                                     ; copied:
      44 89 e7                       ; mov edi,r12d
      48 89 e6                       ; mov rsi,rsp
      ba 6e 00 00 00                 ; mov edx,0x6e
      b8 2a 00 00 00                 ; mov eax,0x2a
      0f 05                          ; syscall
      85 c0                          ; test eax,eax
      78 57                          ; js fail
      31 d2                          ; xor edx,edx
                                     ; length:
      41 80 3c 16 00                 ; cmp BYTE PTR [r14+rdx],0x0
      74 04                          ; je counted
      ff c2                          ; inc edx
      eb f5                          ; jmp length
                                     ; counted:
      44 89 e7                       ; mov edi,r12d
      4c 89 f6                       ; mov rsi,r14
      b8 01 00 00 00                 ; mov eax,0x1
      0f 05                          ; syscall
      39 d0                          ; cmp eax,edx
      75 39                          ; jne fail
      44 89 e7                       ; mov edi,r12d
      48 89 e6                       ; mov rsi,rsp
      48 c7 06 00 00 00 00           ; mov [rsi],0x0
      ba 00 02 00 00                 ; mov edx,0x200
      31 c0                          ; xor eax,eax
      0f 05                          ; syscall
      48 b9 73 75 63 63 65 73 73 00  ; movabs rcx,0x73736563637573
      31 ff                          ; xor edi,edi
      48 39 0c 24                    ; cmp [rsp],rcx
      74 16                          ; je done
      89 c2                          ; mov edx,eax
      bf 02 00 00 00                 ; mov edi,0x2
      48 89 e6                       ; mov rsi,rsp
      b8 01 00 00 00                 ; mov eax,0x1
      0f 05                          ; syscall
                                     ; fail:
      bf 01 00 00 00                 ; mov edi,0x1
                                     ; done:
      b8 3c 00 00 00                 ; mov eax,0x3c
      0f 05                          ; syscall
      """;

  private static final String ARM =
      """
      20 00 80 d2  ; mov x0, #0x1
      21 00 80 d2  ; mov x1, #0x1
      02 00 80 d2  ; mov x2, #0x0
      c8 18 80 d2  ; mov x8, #0xc6
      01 00 00 d4  ; svc #0x0
      60 06 f8 37  ; tbnz w0, #31, fail
      f3 03 00 2a  ; mov w19, w0
      f4 0b 40 f9  ; ldr x20, [sp, #16]
      f5 0f 40 f9  ; ldr x21, [sp, #24]
      ff 03 08 d1  ; sub sp, sp, #0x200
      21 00 80 52  ; mov w1, #0x1
      e1 03 00 79  ; strh w1, [sp]
      e2 0b 00 91  ; add x2, sp, #0x2
      83 0d 80 52  ; mov w3, #0x6c
                   ; copy:
      81 16 40 38  ; ldrb w1, [x20], #1
      41 14 00 38  ; strb w1, [x2], #1
      81 00 00 34  ; cbz w1, copied
      63 04 00 71  ; subs w3, w3, #0x1
      81 ff ff 54  ; b.ne copy
      25 00 00 14  ; b fail
                   ; copied:
      e0 03 13 2a  ; mov w0, w19
      e1 03 00 91  ; mov x1, sp
      c2 0d 80 d2  ; mov x2, #0x6e
      68 19 80 d2  ; mov x8, #0xcb
      01 00 00 d4  ; svc #0x0
      e0 03 f8 37  ; tbnz w0, #31, fail
      02 00 80 d2  ; mov x2, #0x0
                   ; length:
      a1 6a 62 38  ; ldrb w1, [x21, x2]
      61 00 00 34  ; cbz w1, counted
      42 04 00 91  ; add x2, x2, #0x1
      fd ff ff 17  ; b length
                   ; counted:
      e0 03 13 2a  ; mov w0, w19
      e1 03 15 aa  ; mov x1, x21
      08 08 80 d2  ; mov x8, #0x40
      01 00 00 d4  ; svc #0x0
      1f 00 02 eb  ; cmp x0, x2
      81 02 00 54  ; b.ne fail
      e0 03 13 2a  ; mov w0, w19
      e1 03 00 91  ; mov x1, sp
      ff 03 00 f9  ; str xzr, [sp]
      02 40 80 d2  ; mov x2, #0x200
      e8 07 80 d2  ; mov x8, #0x3f
      01 00 00 d4  ; svc #0x0
      e2 03 00 aa  ; mov x2, x0
      e3 03 40 f9  ; ldr x3, [sp]
      64 ae 8e d2  ; mov x4, #0x7573
      64 6c ac f2  ; movk x4, #0x6363, lsl #16
      a4 6c ce f2  ; movk x4, #0x7365, lsl #32
      64 0e e0 f2  ; movk x4, #0x73, lsl #48
      00 00 80 d2  ; mov x0, #0x0
      7f 00 04 eb  ; cmp x3, x4
      c0 00 00 54  ; b.eq done
      40 00 80 d2  ; mov x0, #0x2
      e1 03 00 91  ; mov x1, sp
      08 08 80 d2  ; mov x8, #0x40
      01 00 00 d4  ; svc #0x0
                   ; fail:
      20 00 80 d2  ; mov x0, #0x1
                   ; done:
      a8 0b 80 d2  ; mov x8, #0x5d
      01 00 00 d4  ; svc #0x0
      """;

  private TellProgram() {}

  /// The executable for this machine.
  ///
  /// @throws IOException if there is none for the machine's processor
  public static byte[] executable() throws IOException {
    return of(System.getProperty("os.arch", ""));
  }

  static byte[] of(String architecture) throws IOException {
    Elf.Machine processor = Elf.processor(architecture);
    return switch (processor) {
      case X86_64 -> Elf.executable(processor, assembled(X86));
      case AARCH64 -> Elf.executable(processor, assembled(ARM));
    };
  }

  /// What stands before the semicolons.
  private static byte[] assembled(String listing) {
    return HexFormat.of()
        .parseHex(
            listing
                .lines()
                .map(line -> line.replaceAll(";.*|\\s", ""))
                .collect(Collectors.joining()));
  }
}
